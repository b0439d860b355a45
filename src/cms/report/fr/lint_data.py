"""French messages of the `lint/…` rules for what data says."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {
    ("lint/cut-value", ""): (
        "{lost:code} n’est pas lu : la valeur s’arrête avant, à {value:code}",
        "mettre toute la valeur entre guillemets droits : {whole:code}",
    ),
    ("lint/unindented-continuation", ""): (
        "cette suite n’est pas assez en retrait : {text:code}",
        "commencer la ligne par deux espaces de plus que le nom du champ",
    ),
    ("lint/ambiguous-scalar", ""): (
        "{text:code} sans guillemets veut dire vrai ou faux pour d’autres programmes",
        "l’écrire entre guillemets : {quoted:code}",
    ),
    ("lint/ambiguous-scalar", "number"): (
        (
            "{text:code} sans guillemets est le nombre {elsewhere:plain} pour d’autres programmes",
            "{text:code} sans guillemets est un nombre pour d’autres programmes",
        ),
        "l’écrire entre guillemets : {quoted:code}",
    ),
    ("lint/ambiguous-scalar", "zero"): (
        (
            "{text:code} est lu {here:code} ici, mais {elsewhere:plain} par d’autres programmes",
            "{text:code} est lu {here:code} ici, mais comme un texte par d’autres programmes",
        ),
        "l’écrire {quoted:code} si c’est un code, {here:code} si c’est un nombre",
    ),
    ("lint/date-format", ""): (
        "{found:code} n’est pas une date que tous les programmes comprennent",
        "l’écrire {suggestion:code}",
    ),
    ("lint/date-format", "unsure"): (
        "{found:code} n’est pas une date que tous les programmes comprennent",
        "écrire l’année, le mois et le jour en chiffres, comme `2020-12-31`",
    ),
    ("lint/date-format", "no-such-date"): ("la date {found:code} n’existe pas", "vérifier le mois, le jour et l’heure"),
    ("lint/date-order", ""): (
        "`{end_name}` ({end}) vient avant `{start_name}` ({start})",
        "corriger l’une des deux dates, ou les échanger",
    ),
    ("lint/date-mismatch", ""): (
        "le nom du fichier dit {named:code}, mais le champ `date` dit {found:code}",
        "mettre le même jour dans le champ `date` et dans le nom du fichier",
    ),
    ("lint/naive-time", ""): (
        "{found:code} ne dit pas dans quel fuseau horaire est cette heure",
        (
            "l’écrire {suggestion:code}",
            "ajouter le décalage horaire : `+01:00` l’hiver et `+02:00` l’été à Paris, `Z` pour l’heure universelle",
        ),
    ),
}
