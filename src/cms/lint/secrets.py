"""What secrets look like: the exact forms that services give their access codes, and what tells one from an example."""

from __future__ import annotations

import re

UNDERSCORED = (
    r"_(?:(?<=gh[oprsu]_)|(?<=_pat_)|(?<=[rs]k_live_)|(?<=npm_)|(?<=hf_)|(?<=nfp_)|(?<=do[opr]_v1_)|(?<=ntn_))"
)
DASHED = ("glpat-", "xox", "xkeysib-", "pypi-Ag", "sk-ant-", "SG.", "AIza")
"""What all other forms contain, but for AKIA, eyJ, T3BlbkFJ and the addresses of hooks."""

_CODE = r"(?<![\w-])%s(?![\w-])"

TOKENS: tuple[tuple[str, str], ...] = (
    ("GitHub", _CODE % r"gh[oprsu]_(?P<secret>[A-Za-z0-9]{36,251})"),
    ("GitHub", _CODE % r"github_pat_(?P<secret>[A-Za-z0-9]{22}_[A-Za-z0-9]{59})"),
    ("GitLab", _CODE % r"glpat-(?P<secret>[\w-]{20,300}(?:\.[\w.]{9,30})?)"),
    ("Slack", _CODE % r"xox[abeoprs]-(?P<secret>\d{8,16}-[\w-]{20,200})"),
    ("Slack", r"hooks\.slack\.com/(?:services|workflows|triggers)/(?P<secret>[TE]\w{6,20}/\w{6,20}/\w{16,40})"),
    ("Discord", r"discord(?:app)?\.com/api/webhooks/(?P<secret>\d{17,20}/[\w-]{60,80})"),
    ("Teams", r"\.webhook\.office\.com/webhookb2/(?P<secret>[\w-]{36}@[\w-]{36}/IncomingWebhook/\w{32}/[\w-]{36})"),
    ("Mattermost", r"(?<=/)hooks/(?P<secret>[a-z0-9]{26})(?![\w-])"),
    ("AWS", _CODE % r"AKIA(?P<secret>[A-Z2-7]{16})"),
    ("Stripe", _CODE % r"[rs]k_live_(?P<secret>[A-Za-z0-9]{24,247})"),
    ("Google", r"(?<![\w-])AIza(?P<secret>[\w-]{35})(?![\w-])"),
    ("SendGrid", _CODE % r"SG\.(?P<secret>[\w-]{22}\.[\w-]{43})"),
    ("Brevo", _CODE % r"xkeysib-(?P<secret>[a-f0-9]{64}-\w{16})"),
    ("npm", _CODE % r"npm_(?P<secret>[A-Za-z0-9]{36})"),
    ("PyPI", _CODE % r"pypi-AgE(?P<secret>[\w-]{60,400})"),
    ("Hugging Face", _CODE % r"hf_(?P<secret>[A-Za-z]{34})"),
    ("Anthropic", _CODE % r"sk-ant-(?P<secret>[a-z]{2,6}\d\d-[\w-]{80,120})"),
    ("OpenAI", _CODE % r"sk-(?P<secret>[\w-]{20,100}T3BlbkFJ[\w-]{20,100})"),
    ("Netlify", _CODE % r"nfp_(?P<secret>[A-Za-z0-9]{36})"),
    ("DigitalOcean", _CODE % r"do[opr]_v1_(?P<secret>[a-f0-9]{64})"),
    ("Notion", _CODE % r"ntn_(?P<secret>\d{11}[A-Za-z0-9]{35})"),
    ("JWT", r"(?<![\w-])eyJ(?P<secret>[\w-]{12,2000}\.eyJ[\w-]{12,4000}\.[\w-]{20,1000})"),
)
"""The forms of each service's codes, from its documentation: `secret` is the part that is drawn by lot."""

LOGIN = r"://([^\s/?#:@<>\"'`|]{1,64}):([^\s/?#@<>\"'`|]{3,128})@([\w-]+(?:\.[\w-]+)*)"
"""User, password and host of an address of any scheme."""

PARAMETER = (
    r"[?&;](?<!alt=media&)(?:(?:X-Amz-Signature|X-Goog-Signature)=(?P<signature>[0-9a-f]{64,1024})"
    r"|sig=(?P<shared>[A-Za-z0-9%+/=-]{43,60})(?=[&\s)\"'<>]|$)"
    r"|(?:access_token|auth_token|id_token|refresh_token|token|api_?key|client_secret)=(?!pk\.)(?P<code>[\w.~%-]{20,2000}))"
)
KEY = r"-----BEGIN ((?:[A-Z]+ ){0,3}PRIVATE KEY(?: BLOCK)?)-----([^-]{100,9000})-----END "
"""A private key: its kind, and what it says."""

_LONG_RUN = r"[A-Za-z0-9+/]{40}"
_EXAMPLE = (
    r"(?i)ex[ae]mple|your|votre|x{4}|\*{3}|\.{3}|…|0{5}|placeholder|dummy|sample|secret|token|redacted|change|insert"
    r"|abcdef|12345|passw|motdepasse|^mdp|^pass$|^test|^user(?:name)?$|^utilisateur$|^login$|^localhost$|\.local$|^127\."
    r"|^[$<{(%]"
)
_CHARACTERS = 9
"""A random text of twenty characters has fewer different ones once in a million."""


def is_example(text: str) -> bool:
    """Whether a text says of itself that it stands for another."""
    return re.search(_EXAMPLE, text) is not None


def is_random(text: str) -> bool:
    """Whether a text looks drawn by lot: many different characters, and no word for an example among them."""
    return len(set(text)) >= _CHARACTERS and not is_example(text)


def is_key(text: str) -> bool:
    """Whether what stands between the lines of a private key is one, not dots or words."""
    return re.search(_LONG_RUN, text) is not None and not re.search(r"x{4}|X{4}|\.{3}|…", text)
