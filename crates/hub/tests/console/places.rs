//! Every place × every role: who is let in and who is not, from the table that the routes are made of.

use super::*;
use exchange::operator::Role;
use hub::console::PLACES;
use reqwest::header::LOCATION;

const ROLES: [(&str, &str); 4] =
    [("chief", "admin"), ("clerk", "clerk"), ("eyes", "viewer"), ("tokyo", "federation:13")];

/// What a place's holes are filled with: an office of another prefecture, ids of nothing.
fn filled(path: &str) -> String {
    path.replace("{number}", "2770000001")
        .replace("{month}", "2025-04")
        .replace("{prefecture}", "27")
        .replace("{id}", "01966b6c-943b-7fff-bfff-ffffffffffff")
        .replace("{key}", "00")
        .replace("{version}", "2")
}

fn is_refused(status: StatusCode, text: &str) -> bool {
    status == StatusCode::FORBIDDEN && text.contains("あなたの役割では")
}

#[tokio::test]
async fn s30_every_place_lets_in_exactly_the_roles_with_its_duty() {
    let hub = hub_with_console().await;
    for (id, text) in ROLES {
        let (role, operator) = (Role::parse(text).unwrap(), signed_in(&hub, id, text).await);
        for place in PLACES {
            let path = filled(place.path);
            for (method, answer) in [("GET", operator.get(&path).await), ("POST", operator.post(&path, &[]).await)] {
                if answer.status() == StatusCode::METHOD_NOT_ALLOWED {
                    continue;
                }
                assert_ne!(answer.headers().get(LOCATION).map(|to| to == "/sign-in"), Some(true), "{id} {path}");
                let status = answer.status();
                let refused = is_refused(status, &answer.text().await.unwrap());
                assert_eq!(refused, !role.may(place.duty), "{id} {method} {path}: {status}");
            }
        }
    }
}

#[tokio::test]
async fn s30_no_place_is_reached_without_a_session() {
    let hub = hub_with_console().await;
    let nobody = operator(&hub, "nobody", "admin").await;
    for place in PLACES {
        let path = filled(place.path);
        for (method, answer) in [("GET", nobody.get(&path).await), ("POST", nobody.post(&path, &[]).await)] {
            if answer.status() == StatusCode::METHOD_NOT_ALLOWED {
                continue;
            }
            assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{method} {path}");
            assert_eq!(answer.headers()[LOCATION], "/sign-in", "{method} {path}");
        }
    }
}
