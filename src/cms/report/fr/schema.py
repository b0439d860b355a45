"""French messages of the `schema/…` rules: what a value must be."""

from __future__ import annotations

from cms.report.words import Messages

_QUOTES = 'mettre la valeur entre guillemets droits : `"…"`'
_LIKE_ANOTHER = "prendre modèle sur le même champ d’une autre entrée"
_MUST_BE = (
    "{subject} doit être {types:types} ; {found:short} est {found_type:kind}",
    "{subject} doit être {types:types} ; c’est {found_type:kind}",
)

MESSAGES: Messages = {
    ("schema", ""): ("{subject} ne suit pas le modèle de contenu", _LIKE_ANOTHER),
    ("schema/required", ""): (
        ("le champ {property:code} manque dans {parent}", "le champ {property:code} manque"),
        "ajouter une ligne `{property}: …`",
    ),
    ("schema/required", "draft"): (
        ("le champ {property:code} manque dans {parent}", "le champ {property:code} manque"),
        "ajouter une ligne `{property}: …` avant de publier",
    ),
    ("schema/additionalProperties", ""): (
        ("le champ {property:code} n’existe pas dans {parent}", "le champ {property:code} n’existe pas ici"),
        ("supprimer ce champ, ou lui donner l’un de ces noms : {known:list}", "supprimer ce champ"),
    ),
    ("schema/enum", ""): (
        "{subject} doit valoir {options:or} ; la valeur est {found:written}",
        "choisir l’une de ces valeurs, à la lettre près",
    ),
    ("schema/enum", "single"): (
        "{subject} doit valoir {options:or} ; la valeur est {found:written}",
        "écrire {options:or}",
    ),
    ("schema/const", ""): (
        "{subject} doit valoir {expected:value} ; la valeur est {found:written}",
        "écrire {expected:value}",
    ),
    # --- Types
    ("schema/type", ""): ("{subject} doit être {types:types} ; c’est {found_type:kind}", _LIKE_ANOTHER),
    ("schema/type", "null"): (
        "{subject} est vide ; il faut {types:types}",
        "donner une valeur, ou supprimer ce champ s’il n’est pas obligatoire",
    ),
    ("schema/type", "text"): (
        _MUST_BE,
        ("mettre la valeur entre guillemets droits : {suggestion:code}", _QUOTES),
    ),
    ("schema/type", "text-list"): (
        "{subject} doit être {types:types} ; c’est une liste",
        "écrire une seule valeur, sans tiret ni crochets",
    ),
    ("schema/type", "text-object"): (
        "{subject} doit être {types:types} ; c’est un groupe de champs",
        'si la valeur contient « : » ou des accolades, la mettre entre guillemets droits : `"…"`',
    ),
    ("schema/type", "array"): (
        _MUST_BE,
        (
            "en faire une liste : {suggestion:code}",
            "écrire un élément par ligne, chacun après un tiret et un espace : `- …`",
        ),
    ),
    ("schema/type", "object"): (
        _MUST_BE,
        "écrire ses champs sur les lignes suivantes, chacun après deux espaces",
    ),
    ("schema/type", "integer"): (
        (
            "{subject} doit être {types:types} ; la valeur est {found:short}",
            "{subject} doit être {types:types} ; c’est {found_type:kind}",
        ),
        "écrire un nombre sans virgule",
    ),
    ("schema/type", "number"): (
        _MUST_BE,
        ("écrire {suggestion:code}, sans guillemets", "écrire le nombre en chiffres, sans guillemets ni unité"),
    ),
    ("schema/type", "boolean"): (
        _MUST_BE,
        ("écrire {suggestion:code}, sans guillemets", "écrire `true` pour oui ou `false` pour non, sans guillemets"),
    ),
    # --- Forms
    ("schema/format", ""): (
        (
            "{subject} doit être {format:formats} ; la valeur est {found:written}",
            "{subject} n’a pas la forme attendue ; la valeur est {found:written}",
        ),
        "réécrire la valeur sous cette forme",
    ),
    ("schema/format", "date"): (
        "{subject} doit être {format:formats} ; la valeur est {found:written}",
        "écrire l’année, le mois et le jour en chiffres, séparés par des tirets",
    ),
    ("schema/format", "no-such-date"): ("la date {found:code} n’existe pas", "vérifier le mois et le jour"),
    ("schema/format", "date-time"): (
        "{subject} doit être {format:formats} ; la valeur est {found:written}",
        "écrire la date, un `T`, l’heure et le décalage : `+01:00` l’hiver à Paris, `+02:00` l’été",
    ),
    ("schema/format", "iri"): (
        "{subject} doit être {format:formats} ; la valeur est {found:written}",
        "commencer par `https://`, sans espaces",
    ),
    ("schema/format", "iri-reference"): (
        "{subject} doit être {format:formats} ; la valeur est {found:written}",
        "enlever les espaces et les signes tels que `<`, `>` ou `|`",
    ),
    ("schema/pattern", ""): (
        "{subject} n’a pas la forme attendue ; la valeur est {found:written}",
        ("ce qui est attendu : {description:clause}", "la forme attendue, en notation technique, est {pattern:code}"),
    ),
    ("schema/reference", ""): (
        "{subject} doit avoir la forme {value:wrapper} ; la valeur est {found:written}",
        "écrire {value:wrapper}, avec l’identifiant de l’entrée à la place des points",
    ),
    ("schema/template", ""): (
        (
            "{name:code} vaut {found:written}, mais le nom du fichier dit {capture:code}",
            "{name:code} doit valoir {capture:code}, comme le dit le nom du fichier",
        ),
        "écrire {capture:code} ici, ou renommer le fichier",
    ),
    # --- Sizes
    ("schema/minLength", ""): (
        "{subject} compte {found:count caractère|caractères} ; il en faut au moins {limit:number}",
        "allonger de {excess:count caractère|caractères} au moins",
    ),
    ("schema/minLength", "empty"): (
        "{subject} est vide",
        "donner une valeur, ou supprimer ce champ s’il n’est pas obligatoire",
    ),
    ("schema/maxLength", ""): (
        "{subject} compte {found:count caractère|caractères} ; le maximum est {limit:number}",
        "raccourcir de {excess:count caractère|caractères} au moins",
    ),
    ("schema/minItems", ""): (
        "{subject} compte {found:count élément|éléments} ; il en faut au moins {limit:number}",
        "en ajouter {excess:number}",
    ),
    ("schema/minItems", "empty"): (
        "{subject} est vide ; il faut au moins {limit:count élément|éléments}",
        "en ajouter {excess:number}, chacun sur sa ligne après un tiret et un espace : `- …`",
    ),
    ("schema/minItems", "draft"): (
        "{subject} compte {found:count élément|éléments} ; il en faut au moins {limit:number}",
        "en ajouter {excess:number} avant de publier",
    ),
    ("schema/minItems", "empty-draft"): (
        "{subject} est vide ; il faut au moins {limit:count élément|éléments}",
        "en ajouter {excess:number} avant de publier",
    ),
    ("schema/maxItems", ""): (
        "{subject} compte {found:count élément|éléments} ; le maximum est {limit:number}",
        "en retirer {excess:number}",
    ),
    ("schema/minProperties", ""): (
        "{subject} compte {found:count champ|champs} ; il en faut au moins {limit:number}",
        "en ajouter {excess:number}",
    ),
    ("schema/maxProperties", ""): (
        "{subject} compte {found:count champ|champs} ; le maximum est {limit:number}",
        "en retirer {excess:number}",
    ),
    ("schema/minimum", ""): (
        "{subject} doit valoir au moins {limit} ; la valeur est {found:written}",
        "écrire {limit} ou davantage",
    ),
    ("schema/maximum", ""): (
        "{subject} doit valoir au plus {limit} ; la valeur est {found:written}",
        "écrire {limit} ou moins",
    ),
    ("schema/exclusiveMinimum", ""): (
        "{subject} doit dépasser {limit} ; la valeur est {found:written}",
        "écrire un nombre plus grand que {limit}",
    ),
    ("schema/exclusiveMaximum", ""): (
        "{subject} doit rester en dessous de {limit} ; la valeur est {found:written}",
        "écrire un nombre plus petit que {limit}",
    ),
    ("schema/multipleOf", ""): (
        "{subject} doit être un multiple de {limit} ; la valeur est {found:written}",
        "écrire un multiple de {limit}",
    ),
    ("schema/uniqueItems", ""): (
        (
            "{found:short} est déjà dans {name:code}, à la ligne {line}",
            "cet élément est déjà dans {name:code}, à la ligne {line}",
            "{name:code} contient deux fois le même élément",
        ),
        "supprimer l’un des deux",
    ),
    # --- Alternatives and conditions
    ("schema/anyOf", ""): ("{subject} n’a aucune des formes permises", _LIKE_ANOTHER),
    ("schema/anyOf", "formats"): (
        "{subject} doit être {formats:formats} ; la valeur est {found:written}",
        "réécrire la valeur sous l’une de ces formes",
    ),
    ("schema/oneOf", ""): ("{subject} n’a aucune des formes permises", _LIKE_ANOTHER),
    ("schema/oneOf", "several"): (
        "{subject} a plusieurs des formes permises à la fois",
        "n’en garder qu’une, comme dans une autre entrée",
    ),
    ("schema/not", ""): ("{subject} a une valeur qui n’est pas permise", _LIKE_ANOTHER),
    ("schema/dependentRequired", ""): (
        "le champ {property:code} manque ; il le faut dès que {because:code} est rempli",
        "ajouter une ligne `{property}: …`, ou supprimer {because:code}",
    ),
    ("schema/contains", ""): ("il manque à {subject} un élément obligatoire", _LIKE_ANOTHER),
    ("schema/propertyNames", ""): (
        (
            "{name:code} ne peut pas être le nom d’un champ de {parent}",
            "{name:code} ne peut pas être un nom de champ",
        ),
        "changer le nom de ce champ",
    ),
    ("schema/false", ""): ("{subject} n’est pas permis ici", "supprimer ce champ"),
}
