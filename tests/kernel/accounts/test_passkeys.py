import json

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from tests.kernel.accounts.people import NOW, account
from yifa.kernel.accounts.factors import UnableToSetFactor
from yifa.kernel.accounts.models import Account
from yifa.kernel.accounts.passkeys import Site, State, asked_to_prove, asked_to_register, proved, register

pytestmark = pytest.mark.django_db
SITE = Site("yifa.example", "https://yifa.example")
HERE = AuthenticatorData.FLAG.USER_PRESENT
VERIFIED = HERE | AuthenticatorData.FLAG.USER_VERIFIED


class Device:
    """A passkey in software: it answers as a browser would, from the origin it is told."""

    def __init__(self) -> None:
        self.key, self.handle, self.counter = ec.generate_private_key(ec.SECP256R1()), b"h" * 16, 0

    def registers(self, kept: State, *, origin: str = SITE.origin) -> str:
        public = ES256.from_cryptography_key(self.key.public_key())  # type: ignore[no-untyped-call]
        data = AttestedCredentialData.create(Aaguid.NONE, self.handle, public)
        made = AuthenticatorData.create(
            sha256(SITE.host.encode()), VERIFIED | AuthenticatorData.FLAG.ATTESTED, 0, bytes(data)
        )
        client = CollectedClientData.create(CollectedClientData.TYPE.CREATE, kept["challenge"], origin)
        answer = {"attestationObject": websafe_encode(bytes(AttestationObject.create("none", made, {})))}
        return self._said(client, answer)

    def proves(self, kept: State, *, flags: AuthenticatorData.FLAG = VERIFIED, origin: str = SITE.origin) -> str:
        made = AuthenticatorData.create(sha256(SITE.host.encode()), flags, 1)
        client = CollectedClientData.create(CollectedClientData.TYPE.GET, kept["challenge"], origin)
        signature = self.key.sign(bytes(made) + client.hash, ec.ECDSA(hashes.SHA256()))
        answer = {"authenticatorData": websafe_encode(bytes(made)), "signature": websafe_encode(signature)}
        return self._said(client, answer)

    def _said(self, client: CollectedClientData, answer: dict[str, str]) -> str:
        handle = websafe_encode(self.handle)
        said = {"clientDataJSON": websafe_encode(bytes(client)), **answer}
        return json.dumps(
            {"id": handle, "rawId": handle, "type": "public-key", "response": said, "clientExtensionResults": {}}
        )


def registered(holder: Account) -> Device:
    device = Device()
    _, kept = asked_to_register(SITE, account=holder)
    register(SITE, account=holder, kept=kept, answer=device.registers(kept), title="办公室电脑", at=NOW)
    return device


class TestAPasskey:
    def test_says_whose_it_is(self) -> None:
        holder = account()
        device = registered(holder)
        _, kept = asked_to_prove(SITE)
        assert proved(SITE, kept=kept, answer=device.proves(kept), at=NOW) == holder

    def test_is_refused_from_another_site(self) -> None:
        device = registered(account())
        _, kept = asked_to_prove(SITE)
        answer = device.proves(kept, origin="https://yifa.example.evil")
        assert proved(SITE, kept=kept, answer=answer, at=NOW) is None

    def test_is_refused_where_the_device_did_not_check_its_holder(self) -> None:
        device = registered(account())
        _, kept = asked_to_prove(SITE)
        assert proved(SITE, kept=kept, answer=device.proves(kept, flags=HERE), at=NOW) is None

    def test_is_refused_for_what_was_asked_another_time(self) -> None:
        device = registered(account())
        _, before = asked_to_prove(SITE)
        _, kept = asked_to_prove(SITE)
        assert proved(SITE, kept=kept, answer=device.proves(before), at=NOW) is None
        assert proved(SITE, kept={}, answer=device.proves(before), at=NOW) is None

    def test_of_a_closed_account_lets_nobody_in(self) -> None:
        holder = account()
        device = registered(holder)
        Account.objects.update(is_active=False)
        _, kept = asked_to_prove(SITE)
        assert proved(SITE, kept=kept, answer=device.proves(kept), at=NOW) is None

    @pytest.mark.parametrize("answer", ["", "{}", "[]", "null", '{"rawId": 3}', "nothing"])
    def test_is_not_what_is_no_answer(self, answer: str) -> None:
        holder = account()
        _, kept = asked_to_register(SITE, account=holder)
        with pytest.raises(UnableToSetFactor):
            register(SITE, account=holder, kept=kept, answer=answer, title="", at=NOW)
        assert proved(SITE, kept=kept, answer=answer, at=NOW) is None
