"""What schemathesis cannot know: who signs in, which transmissions there are, and what would only make it wait."""

import json
import os

import requests
import schemathesis
from hypothesis import strategies as st

with open(os.environ["RENKEI_INTEROP"], encoding="utf-8") as file:
    KNOWN = json.load(file)


def sign_in():
    """An access token, or the answer that refuses it."""
    return requests.post(
        KNOWN["url"] + "/v1/session",
        json=KNOWN["signIn"],
        cert=(KNOWN["certificate"], KNOWN["key"]),
        verify=KNOWN["root"],
        timeout=30,
    )


# Before anything is asked: made-up sign-ins make the hub slow down all of this terminal.
FIRST = sign_in()
FIRST.raise_for_status()


@schemathesis.auth(refresh_interval=600)
class Session:
    """One session of the office; the client certificate comes from the command line."""

    token = FIRST.json()["accessToken"]

    def get(self, case, context):
        answer = sign_in()
        if answer.ok:
            Session.token = answer.json()["accessToken"]
        return Session.token

    def set(self, case, data, context):
        case.headers = case.headers or {}
        case.headers["Authorization"] = f"Bearer {data}"


with open(KNOWN["container"], "rb") as file:
    CONTAINER = file.read()


def damaged(changes):
    """A container with some bytes changed."""
    content = bytearray(CONTAINER)
    for place, value in changes:
        content[place % len(content)] = value
    return bytes(content)


CHANGES = st.lists(st.tuples(st.integers(0, 1 << 24), st.integers(0, 255)), max_size=3)
schemathesis.openapi.media_type("application/vnd.etsi.asic-e+zip", st.binary(max_size=2000) | CHANGES.map(damaged))


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
