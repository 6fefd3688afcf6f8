"""A provider of unified identity for tests: a small OIDC server on this machine, with RSA keys of its own."""

import base64
import hashlib
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode
from wsgiref.simple_server import WSGIRequestHandler, make_server

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "yifa", "not a secret"


class Provider:
    """Says of everybody who comes that he is `who`; signs with `key`, which may not be the one it publishes."""

    def __init__(self) -> None:
        self.published = self.key = RSAKey.generate_key(2048, {"kid": "one"})
        self.who, self.audience, self.now, self.url = "zhang@province", CLIENT, 0, ""
        self.asked: dict[str, dict[str, str]] = {}
        self.nonce: str | None = None

    def __call__(self, environ: dict[str, Any], start: Any) -> list[bytes]:
        told = self._answer(environ)
        if isinstance(told, str):
            start("302 Found", [("Location", told)])
            return [b""]
        start("200 OK" if "error" not in told else "400 Bad Request", [("Content-Type", "application/json")])
        return [json.dumps(told).encode()]

    def _answer(self, environ: dict[str, Any]) -> dict[str, Any] | str:
        path = environ["PATH_INFO"]
        if path == "/authorize":
            return self._authorize(_flat(environ["QUERY_STRING"]))
        if path == "/token":
            return self._token(_flat(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])).decode()), environ)
        if path == "/keys":
            return {"keys": [self.published.as_dict(private=False)]}
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def _authorize(self, asked: dict[str, str]) -> str:
        code = secrets.token_hex(8)
        self.asked[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def _token(self, sent: dict[str, str], environ: dict[str, Any]) -> dict[str, Any]:
        asked = self.asked.pop(sent["code"], None)
        known = base64.b64encode(f"{CLIENT}:{SECRET.replace(' ', '+')}".encode()).decode()
        plain = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        said = environ.get("HTTP_AUTHORIZATION", "").removeprefix("Basic ")
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if asked is None or said not in {known, plain} or asked["code_challenge"] != challenge:
            return {"error": "invalid_grant"}
        claims = {
            "iss": self.url,
            "sub": self.who,
            "aud": self.audience,
            "iat": self.now,
            "exp": self.now + 300,
            "nonce": self.nonce or asked["nonce"],
        }
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)
        return {"access_token": "a", "token_type": "Bearer", "id_token": token}


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's own name
        del format, args


@contextmanager
def serving() -> Iterator[Provider]:
    """The provider, answering at `url`."""
    made = Provider()
    with make_server("127.0.0.1", 0, made, handler_class=_Quiet) as server:
        made.url = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield made
        server.shutdown()


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
