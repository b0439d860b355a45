"""Access codes of each service are found wherever they stand. They are made here: hosts refuse files that hold such."""

from __future__ import annotations

import random
import string
from pathlib import Path

import pytest
from tests.test_lint_cases import of_rule, read, worded

ALPHANUMERIC = string.ascii_letters + string.digits
BASE32 = string.ascii_uppercase + "234567"
HEX = "0123456789abcdef"
FORMS = {
    "GitHub": [("ghp_", ALPHANUMERIC, 36)],
    "GitHub fine-grained": [("github_pat_", ALPHANUMERIC, 22), ("_", ALPHANUMERIC, 59)],
    "GitLab": [("glpat-", ALPHANUMERIC, 20)],
    "Slack": [("xoxb-", string.digits, 12), ("-", string.digits, 12), ("-", ALPHANUMERIC, 24)],
    "Slack hook": [("https://hooks.slack.com/services/T", BASE32, 9), ("/B", BASE32, 9), ("/", ALPHANUMERIC, 24)],
    "Discord": [("https://discord.com/api/webhooks/", string.digits, 18), ("/", ALPHANUMERIC, 68)],
    "AWS": [("AKIA", BASE32, 16)],
    "Stripe": [("sk_live_", ALPHANUMERIC, 24)],
    "Google": [("AIza", ALPHANUMERIC, 35)],
    "SendGrid": [("SG.", ALPHANUMERIC, 22), (".", ALPHANUMERIC, 43)],
    "Brevo": [("xkeysib-", HEX, 64), ("-", ALPHANUMERIC, 16)],
    "npm": [("npm_", ALPHANUMERIC, 36)],
    "PyPI": [("pypi-AgEIcHlwaS5vcmc", ALPHANUMERIC, 150)],
    "Hugging Face": [("hf_", string.ascii_letters, 34)],
    "Anthropic": [("sk-ant-api03-", ALPHANUMERIC, 95)],
    "OpenAI": [("sk-proj-", ALPHANUMERIC, 70), ("T3BlbkFJ", ALPHANUMERIC, 70)],
    "Netlify": [("nfp_", ALPHANUMERIC, 36)],
    "DigitalOcean": [("dop_v1_", HEX, 64)],
    "Notion": [("ntn_", string.digits, 11), ("", ALPHANUMERIC, 35)],
}
PLACES = (
    "---\n---\n\nLe code est `{}`.\n",
    "---\n---\n\n```\nexport CODE={}\n```\n",
    "---\n---\n\n[x](https://lilas.org/?k={})\n",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("secret")


def made(service: str) -> str:
    lot = random.Random(service)  # noqa: S311 - the same at each run
    return "".join(start + "".join(lot.choices(alphabet, k=length)) for start, alphabet, length in FORMS[service])


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("service", FORMS)
def test_a_code_is_found_once_and_never_shown(service: str, place: str, folder: Path) -> None:
    code = made(service)
    text = place.format(code)
    found = of_rule(read(folder, "secret", "a.md", text)[1], "secret")
    assert len(found) == 1
    assert code[-12:] not in str([each.values for each in found]) + str([worded(each) for each in found])


@pytest.mark.parametrize("service", FORMS)
def test_a_code_among_data_is_found(service: str, folder: Path) -> None:
    found = of_rule(read(folder, "secret", "a.yml", f"liste:\n  - code: '{made(service)}'\n")[1], "secret")
    assert [each.pointer for each in found] == ["/liste/0/code"]


@pytest.mark.parametrize("service", FORMS)
def test_the_form_of_a_code_is_no_code(service: str, folder: Path) -> None:
    form = "".join(start + "x" * length for start, _, length in FORMS[service])
    assert of_rule(read(folder, "secret", "a.md", f"---\n---\n\n`{form}`\n")[1], "secret") == []


def test_the_same_code_is_found_at_its_first_place(folder: Path) -> None:
    code = made("GitHub")
    (found,) = of_rule(read(folder, "secret", "a.md", f"---\n---\n\n`{code}`\n\n{code}\n")[1], "secret")
    assert [each.span and each.span.line for each in found.related] == [6]
