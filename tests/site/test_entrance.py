import pytest
from django.core.exceptions import ImproperlyConfigured

from yifa.site.entrance import factor_required, security_profile, trusted_origins, unified_identity

OIDC = {"YIFA_OIDC_URL": "https://id.example/", "YIFA_OIDC_CLIENT_ID": "yifa", "YIFA_OIDC_CLIENT_SECRET": "s"}


class TestTheSecondFactor:
    @pytest.mark.parametrize(
        ("environ", "required"),
        [
            ({}, False),
            ({"YIFA_HOSTS": "yifa.example"}, True),
            ({"YIFA_HOSTS": "yifa.example", "YIFA_MFA": "offered"}, False),
            ({"YIFA_MFA": "required"}, True),
        ],
    )
    def test_is_required_as_soon_as_others_reach_the_pages(self, environ: dict[str, str], *, required: bool) -> None:
        assert factor_required(environ) is required


class TestAMisspeltSetting:
    def test_stops_the_program_instead_of_protecting_nothing(self) -> None:
        with pytest.raises(ImproperlyConfigured, match="djcp3"):
            security_profile({"YIFA_SECURITY_PROFILE": "djcp4"})
        with pytest.raises(ImproperlyConfigured, match="required"):
            factor_required({"YIFA_MFA": "yes"})


class TestUnifiedIdentity:
    def test_is_named_wholly_or_not_at_all(self) -> None:
        assert unified_identity({}) == {}
        assert unified_identity(OIDC)["claim"] == "sub"
        with pytest.raises(ImproperlyConfigured, match="没有设置完整"):
            unified_identity({"YIFA_OIDC_URL": "https://id.example"})

    def test_is_never_asked_in_clear_over_a_network(self) -> None:
        with pytest.raises(ImproperlyConfigured, match="https"):
            unified_identity({**OIDC, "YIFA_OIDC_URL": "http://id.example"})


class TestFormsBehindAServerThatSpeaksTls:
    def test_are_taken_from_the_names_given(self) -> None:
        assert trusted_origins(["yifa.example", ".gov.example", "*"]) == [
            "https://yifa.example",
            "https://*.gov.example",
        ]
