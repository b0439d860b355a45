"""English messages of the `lint/…` rules for addresses, in links and elsewhere."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {
    ("lint/invitation", ""): (
        "an invitation to {service} expires, or lets anybody in: {address:code}",
        "link to a page that says how to join, or give an address to write to",
    ),
    ("lint/invitation", "meeting"): (
        "the address of a {service} meeting holds its password: {address:code}",
        "link to a page where one signs up, or to the meeting without its password",
    ),
    ("lint/secret", ""): (
        "an access code for {service} can be read by everybody: {beginning:code}",
        "have it withdrawn by the service that gave it (the history keeps it), then remove it from here",
    ),
    ("lint/secret", "hook"): (
        "this address lets everybody write to a {service} channel",
        "have it withdrawn in {service} (the history keeps it), then remove it from here",
    ),
    ("lint/secret", "key"): (
        "a private key can be read by everybody: {kind:code}",
        "never use it again (the history keeps it), and remove it from here",
    ),
    ("lint/secret", "password"): (
        "the password of {user:code} at {host:code} can be read by everybody",
        "change this password (the history keeps it), then write the address without it",
    ),
    ("lint/secret", "parameter"): (
        "this address holds an access code: {parameter:code}",
        "have this code withdrawn (the history keeps it), then write the address without it",
    ),
    ("lint/secret", "signed"): (
        "this address opens a private file, for some time: {parameter:code}",
        "publish the file, and put its public address here",
    ),
    ("lint/private-mailbox", ""): (
        "{address:code} is an address at {provider}, not that of an organisation",
        "give the organisation's address, or link to its contact page",
    ),
    ("lint/broken-address", ""): ("the address {address:code} is misspelt", "write {right:code}"),
    ("lint/broken-address", "bare"): (
        "{address:code} leads to a page of the site itself, which doesn't exist",
        "write {right:code}",
    ),
    ("lint/tracking-parameter", ""): (
        "this address tracks readers with {names:list}",
        "write {clean:path}",
    ),
    ("lint/tracking-parameter", "redirect"): (
        "this address goes by way of {host:code}, which tracks readers",
        "write {suggestion:path}",
    ),
    ("lint/insecure-link", ""): (
        "the address leads to {host:code} without encryption, by `http://`",
        "try `https://`, and write that if it works",
    ),
    ("lint/insecure-link", "several"): (
        "{count:count address leads|addresses lead} to {host:code} without encryption, by `http://`",
        "try `https://`, and write that if it works",
    ),
}
