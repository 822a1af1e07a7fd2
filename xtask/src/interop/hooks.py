"""What schemathesis cannot know: who signs in, which transmissions there are, and what would only make it wait."""

import json
import os

import requests
import schemathesis

with open(os.environ["RENKEI_INTEROP"], encoding="utf-8") as file:
    KNOWN = json.load(file)


@schemathesis.auth(refresh_interval=600)
class Session:
    """One session of the office; the client certificate comes from the command line."""

    def get(self, case, context):
        answer = requests.post(
            KNOWN["url"] + "/v1/session",
            json=KNOWN["signIn"],
            cert=(KNOWN["certificate"], KNOWN["key"]),
            verify=KNOWN["root"],
            timeout=30,
        )
        answer.raise_for_status()
        return answer.json()["accessToken"]

    def set(self, case, data, context):
        case.headers = case.headers or {}
        case.headers["Authorization"] = f"Bearer {data}"


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    """Half of the ids are those of real transmissions: what is behind "not found" is reached too."""
    path = context.operation.path
    if path_parameters and isinstance(path_parameters.get("id"), str) and path.startswith("/v1/transmissions/"):
        digits = sum(path_parameters["id"].encode("utf-8", "replace"))
        if digits % 2 == 0:
            path_parameters["id"] = KNOWN["transmissions"][digits // 2 % len(KNOWN["transmissions"])]
    return path_parameters


@schemathesis.hook
def map_query(context, query):
    """An empty feed makes a poll wait as long as it asks for."""
    if query and context.operation.path == "/v1/events/poll":
        wait = query.get("wait")
        if isinstance(wait, int) and 1 < wait <= 25:
            query["wait"] = 1
    return query
