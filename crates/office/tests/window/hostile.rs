//! What a page on another port, another name for this computer, or another user of it can do: nothing (S70 to S79).

use super::{App, Window, ready};
use crate::live::{A, Live};
use std::io::{Read, Write};
use std::net::TcpStream;

/// The first line of the answer to a raw request.
fn answer(port: u16, request: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn s70_only_this_computer_reaches_the_pages() {
    let home = tempfile::tempdir().unwrap();
    let app = App::start(home.path());
    let said = std::process::Command::new("ss").args(["-H", "-l", "-n", "-t", "-p"]).output().unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    let own = format!("pid={},", app.process.id());
    let listens: Vec<&str> =
        said.lines().filter(|line| line.contains(&own)).filter_map(|line| line.split_whitespace().nth(3)).collect();
    assert!(!listens.is_empty(), "{said}");
    for at in listens {
        assert!(
            [format!("127.0.0.1:{}", app.port()), format!("[::1]:{}", app.port())].iter().any(|own| own == at),
            "{at}"
        );
    }
}

#[test]
fn s71_another_name_for_this_computer_is_misdirected() {
    let home = tempfile::tempdir().unwrap();
    let app = App::start(home.path());
    let (port, own) = (app.port(), app.origin().strip_prefix("http://").unwrap().to_owned());
    let name = own.split(':').next().unwrap();
    let wrong = [
        format!("Host: 127.0.0.1:{port}\r\n"),
        format!("Host: localhost:{port}\r\n"),
        format!("Host: 127.0.0.1.nip.io:{port}\r\n"),
        format!("Host: evil.test:{port}\r\n"),
        format!("Host: {name}.evil:{port}\r\n"),
        format!("Host: {name}.:{port}\r\n"),
        format!("Host: {name}\r\n"),
        format!("Host: 0.0.0.0:{port}\r\n"),
        format!("Host: {own}\r\nHost: evil.test\r\n"),
        String::new(),
    ];
    for host in wrong {
        let said = answer(port, &format!("GET / HTTP/1.1\r\n{host}Connection: close\r\n\r\n"));
        let status = said.split_whitespace().nth(1).unwrap_or_default();
        assert!(["421", "400"].contains(&status), "{host:?}: {said}");
    }
    let said = answer(port, &format!("GET / HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n"));
    assert!(said.starts_with("HTTP/1.1 403"), "{said}");
}

#[test]
fn s72_no_page_without_the_way_in_and_the_way_in_works_once() {
    let live = Live::start();
    let home = ready(&live, A);
    live.wait(async {
        let window = Window::open(home.path()).await;
        window.browser.see("利用可能です。").await;
        let stranger = browser::Browser::start().await;
        for path in ["/", "/inbox", "/settings", "/licences"] {
            stranger.open(&format!("{}{path}", window.app.origin())).await;
            stranger.see("この画面からは開けません").await;
        }
        stranger.axe().await;
        stranger.open(&window.app.address).await;
        stranger.see("この画面からは開けません").await;
        stranger.look("office", "stranger").await;
    });
}

#[test]
fn s73_a_page_on_another_port_gets_nothing_and_changes_nothing() {
    let live = Live::start();
    let home = ready(&live, A);
    let evil = evil_page();
    live.wait(async {
        let window = Window::open(home.path()).await;
        let browser = &window.browser;
        browser.see("利用可能です。").await;
        let target = window.app.origin().to_owned();
        for host in ["127.0.0.1", "localhost", "evil.localhost"] {
            browser.open(&format!("http://{host}:{evil}/")).await;
            let tries = format!(
                "(async () => {{
                    const got = [];
                    const attempt = async (name, work) => {{ try {{ got.push(name + ':' + await work()); }} catch (e) {{ got.push(name + ':refused'); }} }};
                    await attempt('read', async () => (await (await fetch('{target}/inbox', {{credentials: 'include'}})).text()).length);
                    await attempt('blind', async () => (await fetch('{target}/lock-now', {{method: 'POST', mode: 'no-cors', credentials: 'include', body: new URLSearchParams({{do: 'lock'}})}})).type);
                    await attempt('quit', async () => (await fetch('{target}/quit', {{method: 'POST', mode: 'no-cors', credentials: 'include', body: new URLSearchParams({{do: 'quit'}})}})).type);
                    await attempt('socket', () => new Promise((good, bad) => {{ const s = new WebSocket('{target}'.replace('http', 'ws') + '/news'); s.onopen = () => good('open'); s.onerror = bad; }}));
                    await attempt('image', () => new Promise((good, bad) => {{ const i = new Image(); i.onload = () => good('loaded'); i.onerror = bad; i.src = '{target}/assets/icon.svg'; }}));
                    await attempt('frame', () => new Promise((good) => {{ const f = document.createElement('iframe'); f.onload = () => {{ try {{ good(f.contentDocument ? 'readable' : 'refused'); }} catch (e) {{ good('refused'); }} }}; f.src = '{target}/'; document.body.append(f); }}));
                    return got.join(' ');
                }})()"
            );
            let got = browser.value(&tries).await.as_str().unwrap().to_owned();
            for name in ["read", "socket", "image", "frame"] {
                assert!(got.contains(&format!("{name}:refused")), "{host}: {got}");
            }
        }
        window.go("/").await;
        // Neither locked nor ended.
        browser.see("利用可能です。").await;
    });
}

/// A server of somebody else on this computer; its port.
fn evil_page() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            // A browser opens connections ahead and leaves them silent.
            std::thread::spawn(move || {
                let mut request = [0; 4_096];
                let _ = stream.read(&mut request);
                let body = "<!DOCTYPE html><html><body>evil</body></html>";
                let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close";
                let _ = write!(stream, "{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
            });
        }
    });
    port
}

#[test]
fn s79_a_name_that_is_bound_to_this_computer_anew_gets_nothing() {
    let live = Live::start();
    let home = ready(&live, A);
    live.wait(async {
        let app = App::start(home.path());
        let rebound = "--host-resolver-rules=MAP evil.test 127.0.0.1";
        let browser = browser::Browser::with(browser::Scripts::On, &[rebound]).await;
        browser.open(&app.address).await;
        browser.see("利用可能です。").await;
        // The answer may not even load what makes it a page of ours.
        let address = format!("http://evil.test:{}/inbox", app.port());
        browser.devtools("Page.navigate", serde_json::json!({ "url": address })).await;
        browser
            .until("the refusal", async |browser| {
                browser.text("body").await.contains("このアドレスでは開けません").then_some(())
            })
            .await;
        let cookies = browser.value("document.cookie").await;
        assert_eq!(cookies.as_str().unwrap_or_default(), "");
    });
}

#[test]
fn s74_every_page_carries_the_headers() {
    let live = Live::start();
    let home = ready(&live, A);
    live.wait(async {
        let window = Window::open(home.path()).await;
        window.browser.see("利用可能です。").await;
        let wanted = "['content-security-policy','cross-origin-opener-policy','cross-origin-resource-policy','referrer-policy','x-content-type-options']";
        for path in ["/", "/inbox", "/sent", "/new", "/bulk", "/drafts", "/settings", "/help", "/nowhere", "/licences"] {
            let asked = format!("fetch('{path}').then((a) => {wanted}.filter((name) => !a.headers.get(name)).concat(a.headers.get('access-control-allow-origin') ? ['cors'] : []).join())");
            assert_eq!(window.browser.value(&asked).await.as_str(), Some(""), "{path}");
        }
    });
}

#[cfg(unix)]
#[test]
fn s75_the_files_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let live = Live::start();
    let home = ready(&live, A);
    let _app = App::start(home.path());
    let mut open = Vec::new();
    for entry in home.path().read_dir().unwrap().map(Result::unwrap) {
        let mode = entry.metadata().unwrap().permissions().mode() & 0o077;
        let name = entry.file_name().into_string().unwrap();
        // The root is public, and the received files are for the care software.
        if mode != 0 && !["root.pem", "received"].contains(&name.as_str()) {
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<String>::new());
}

#[test]
fn s77_the_end_of_the_program_ends_the_pages() {
    let live = Live::start();
    let home = ready(&live, A);
    live.wait(async {
        let mut window = Window::open(home.path()).await;
        window.browser.see("利用可能です。").await;
        window.browser.click("終了する").await;
        window.browser.see("終了しますか").await;
        window.browser.axe().await;
        window.browser.click("終了する").await;
        window.browser.see("終了しました").await;
        window.browser.axe().await;
        window.browser.look("office", "quit").await;
        assert!(window.app.process.wait().unwrap().success());
        assert!(TcpStream::connect(("127.0.0.1", window.app.port())).is_err());
    });
}
