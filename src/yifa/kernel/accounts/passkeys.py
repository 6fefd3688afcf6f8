"""Passkeys (WebAuthn): registering one, and signing in with it; who the holder is was checked by his own device."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestationConveyancePreference,
    AttestedCredentialData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from yifa.kernel.accounts.factors import UnableToSetFactor
from yifa.kernel.accounts.models import Account, Factor, FactorKind
from yifa.kernel.accounts.statements import state
from yifa.kernel.evidence.leaves import instant

REFUSED = "没有完成:设备给出的验证不对,或者等得太久。请重新操作一次。"
State = Mapping[str, Any]
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, IndexError)
"""What the library raises for an answer that no authenticator gave."""


@dataclass(frozen=True, slots=True)
class Site:
    """For which site passkeys are: its name without a port, and the origin from which pages come."""

    host: str
    origin: str

    @property
    def server(self) -> Fido2Server:
        """What checks for this site and origin alone."""
        entity = PublicKeyCredentialRpEntity(name="依法", id=self.host)
        return Fido2Server(
            entity, attestation=AttestationConveyancePreference.NONE, verify_origin=lambda origin: origin == self.origin
        )


def asked_to_register(site: Site, *, account: Account) -> tuple[Mapping[str, Any], State]:
    """What the browser is asked in order to make a passkey, and what the session keeps until it answers."""
    user = PublicKeyCredentialUserEntity(id=str(account.pk).encode(), name=account.name, display_name=account.person)
    asked, kept = site.server.register_begin(
        user,
        [_credential(one) for one in account.factors.filter(kind=FactorKind.PASSKEY)],
        resident_key_requirement=ResidentKeyRequirement.PREFERRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return dict(asked), kept


def register(site: Site, *, account: Account, kept: State, answer: str, title: str, at: datetime) -> None:
    """Take the passkey that the browser answers with. Raises UnableToSetFactor."""
    try:
        made = site.server.register_complete(kept, json.loads(answer)).credential_data
    except _UNREADABLE as unfit:
        raise UnableToSetFactor(REFUSED) from unfit
    if made is None:
        raise UnableToSetFactor(REFUSED)
    try:
        with transaction.atomic():
            Factor.objects.create(
                account=account,
                kind=FactorKind.PASSKEY,
                title=title.strip()[:60] or "通行密钥",
                secret=websafe_encode(bytes(made)),
                handle=websafe_encode(made.credential_id),
                made_at=at,
            )
            state(f"account/{account.pk}/factor", {"kind": FactorKind.PASSKEY, "at": instant(at)})
    except IntegrityError:
        raise UnableToSetFactor("没有添加:这个通行密钥已经登记过。") from None


def asked_to_prove(site: Site, *, account: Account | None = None) -> tuple[Mapping[str, Any], State]:
    """What the browser is asked in order to prove who one is: this account, or whoever has a passkey of this site."""
    held = [_credential(one) for one in account.factors.filter(kind=FactorKind.PASSKEY)] if account else None
    asked, kept = site.server.authenticate_begin(held, user_verification=UserVerificationRequirement.REQUIRED)
    return dict(asked), kept


def proved(site: Site, *, kept: State, answer: str, at: datetime) -> Account | None:
    """Whose passkey answered; None where none did, or the account is not in use."""
    try:
        said = json.loads(answer)
        found = Factor.objects.select_related("account").get(
            kind=FactorKind.PASSKEY, handle=str(said["rawId"]), account__is_active=True
        )
        site.server.authenticate_complete(kept, [_credential(found)], said)
    except (*_UNREADABLE, Factor.DoesNotExist):
        return None
    Factor.objects.filter(pk=found.pk).update(used_at=at)
    return found.account


def _credential(factor: Factor) -> AttestedCredentialData:
    return AttestedCredentialData(websafe_decode(factor.secret))
