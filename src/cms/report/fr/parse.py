"""French messages of the `parse/…` rules: what a file must be to be read."""

from __future__ import annotations

from cms.report.words import Messages

_QUOTES = 'mettre toute la valeur entre guillemets droits : `"…"`'
_KEEP = 'pour en garder chaque chiffre, le mettre entre guillemets droits : `"…"`'

MESSAGES: Messages = {
    ("parse", ""): ("ce passage est mal écrit", "comparer avec une autre entrée"),
    ("parse/encoding", ""): (
        ("ce caractère n’est pas en UTF-8 (octet `{byte}`)", "ce caractère n’est pas en UTF-8"),
        "enregistrer de nouveau le fichier, en choisissant l’encodage UTF-8",
    ),
    ("parse/character", ""): ("le caractère invisible {character:code} n’est pas permis", "le supprimer"),
    ("parse/character", "nul"): (
        "le caractère invisible {character:code} n’est pas permis",
        "le supprimer ; s’il y en a partout, enregistrer de nouveau le fichier, comme texte",
    ),
    ("parse/character", "control"): (
        "le caractère invisible {character:code} n’est pas permis",
        "le supprimer, souvent en retapant le mot où il se cache",
    ),
    ("parse/character", "surrogate"): (
        "{character:code} n’est que la moitié d’un caractère",
        "remplacer ce code par le caractère lui-même",
    ),
    ("parse/character", "pair"): (
        "ce caractère est écrit par un double code, qui n’a pas de sens en YAML",
        "écrire le caractère lui-même : {character:code}",
    ),
    ("parse/conflict", ""): (
        "Git a laissé ici deux versions du même passage",
        "garder la bonne, et supprimer les lignes `<<<<<<<`, `=======` et `>>>>>>>`",
    ),
    ("parse/size", ""): (
        "le fichier pèse {size:size} ; le maximum est {limit:limit}",
        "le partager en plusieurs entrées",
    ),
    ("parse/size", "file"): (
        "le fichier pèse {size:size} ; le maximum est {limit:limit}",
        "le partager en plusieurs entrées",
    ),
    ("parse/size", "data"): (
        "les champs pèsent {size:size} ; le maximum est {limit:limit}",
        "raccourcir les plus longs, ou les partager entre plusieurs entrées",
    ),
    ("parse/front-matter", ""): (
        "l’en-tête du fichier n’est pas entre deux lignes `---`",
        "écrire une ligne `---` avant les champs et une autre après",
    ),
    ("parse/front-matter", "missing"): (
        "le fichier ne commence pas par une ligne `---`",
        "écrire `---` sur la première ligne, puis les champs, puis une autre ligne `---`",
    ),
    ("parse/front-matter", "late"): (
        "il y a des lignes vides avant la première ligne `---`",
        "les supprimer : le fichier doit commencer par `---`",
    ),
    ("parse/front-matter", "almost"): (
        "cette ligne devrait être `---`, trois traits d’union",
        "la remplacer par `---`, sans rien d’autre sur la ligne",
    ),
    ("parse/front-matter", "toml"): (
        "l’en-tête du fichier est en TOML, qui n’est pas lu",
        "l’écrire en YAML, entre deux lignes `---`, avec `title: …` au lieu de `title = …`",
    ),
    ("parse/front-matter", "unterminated"): (
        "l’en-tête du fichier n’est pas fermé : il manque une seconde ligne `---`",
        "ajouter une ligne `---` entre les champs et le texte",
    ),
    # --- YAML
    ("parse/yaml", ""): (
        "cette ligne est mal écrite",
        'écrire `nom: valeur`, et mettre la valeur entre guillemets droits (`"…"`) si elle contient « : » ou « # »',
    ),
    ("parse/yaml", "alias"): ("une valeur qui commence par {character:code} doit être entre guillemets", _QUOTES),
    ("parse/yaml", "apostrophe-inside"): (
        "cette apostrophe ferme la valeur, qui continue pourtant",
        "écrire `’` à sa place, ou la doubler : `''`",
    ),
    ("parse/yaml", "block-text"): (
        "le texte annoncé par {character:code} doit commencer sur la ligne suivante",
        "aller à la ligne après {character:code}, et décaler le texte de deux espaces",
    ),
    ("parse/yaml", "bracket"): (
        "{bracket:code} ne ferme rien ici",
        'le supprimer, ou mettre toute la valeur entre guillemets droits : `"…"`',
    ),
    ("parse/yaml", "character"): ("une valeur qui commence par {character:code} doit être entre guillemets", _QUOTES),
    ("parse/yaml", "colon"): (
        "une valeur qui contient deux-points et un espace doit être entre guillemets",
        _QUOTES,
    ),
    ("parse/yaml", "comma"): (
        "il manque une virgule après cet élément",
        'l’ajouter ; si les crochets font partie du texte, mettre le tout entre guillemets droits : `"…"`',
    ),
    ("parse/yaml", "dash"): (
        "un tiret ne peut pas commencer un élément ici",
        "écrire chaque élément sur sa propre ligne, sous le nom de la liste",
    ),
    ("parse/yaml", "empty-item"): ("il manque un élément avant cette virgule", "supprimer cette virgule"),
    ("parse/yaml", "escape"): (
        "{escape:code} ne veut rien dire entre guillemets doubles",
        "doubler la barre oblique inverse : `\\\\`",
    ),
    ("parse/yaml", "indent"): (
        "cette ligne n’est pas décalée comme ses voisines",
        "l’aligner sur les lignes du même niveau, avec deux espaces par niveau",
    ),
    ("parse/yaml", "missing-colon"): (
        "cette ligne n’est ni un champ (`nom: valeur`) ni un élément de liste (`- valeur`)",
        "si elle continue la ligne du dessus, la décaler de deux espaces de plus",
    ),
    ("parse/yaml", "missing-space"): (
        "il manque un espace ordinaire après {character:code}",
        "l’ajouter avec la barre d’espace",
    ),
    ("parse/yaml", "quote-inside"): (
        "ce guillemet ferme la valeur, qui continue pourtant",
        'écrire `«` et `»` dans le texte, ou mettre une barre oblique inverse devant ce guillemet : `\\"`',
    ),
    ("parse/yaml", "unclosed-bracket"): (
        "{bracket:code} n’est jamais fermé",
        (
            'ajouter {closing:short} à la fin, ou, s’il fait partie du texte, mettre le tout entre guillemets : `"…"`',
            _QUOTES,
        ),
    ),
    ("parse/yaml", "unclosed-quote"): ("ce guillemet n’est jamais fermé", "ajouter {quote:code} à la fin de la valeur"),
    ("parse/tab", ""): (
        "cette ligne est décalée par une tabulation",
        "la remplacer par des espaces, deux par niveau",
    ),
    ("parse/json", ""): (
        "ce passage n’est pas du JSON",
        "vérifier les virgules, les guillemets et les accolades autour de cet endroit",
    ),
    ("parse/json", "colon"): ("il manque les deux-points après le nom du champ", "les ajouter"),
    ("parse/json", "comma"): ("il manque une virgule avant cet endroit", "l’ajouter après l’élément précédent"),
    ("parse/json", "comment"): ("un fichier JSON ne peut pas contenir de commentaire", "le supprimer"),
    ("parse/json", "escape"): (
        "{escape:code} ne veut rien dire dans un texte",
        "doubler la barre oblique inverse : `\\\\`",
    ),
    ("parse/json", "extra"): ("il y a quelque chose après la fin des champs", "le supprimer"),
    ("parse/json", "name"): ("il manque ici un nom de champ", 'l’écrire entre guillemets droits : `"nom": …`'),
    ("parse/json", "quotes"): ("un texte doit être entre guillemets droits doubles", 'écrire `"…"`'),
    ("parse/json", "tab"): ("un texte ne peut pas contenir de tabulation", "la remplacer par un espace"),
    ("parse/json", "trailing-comma"): ("cette virgule n’est suivie de rien", "la supprimer"),
    ("parse/json", "unclosed-bracket"): ("{bracket:code} n’est jamais fermé", "ajouter {closing:code} à la fin"),
    ("parse/json", "unclosed-string"): (
        "ce guillemet n’est pas fermé à la fin de la ligne",
        'ajouter `"` à la fin du texte ; un passage à la ligne s’écrit `\\n`',
    ),
    ("parse/json", "value"): (
        "il manque ici une valeur",
        'écrire un texte entre guillemets droits (`"…"`) ou un nombre',
    ),
    ("parse/duplicate-key", ""): (
        ("le champ {key:code} est déjà écrit à la ligne {line}", "le champ {key:code} est écrit deux fois"),
        "n’en garder qu’un",
    ),
    ("parse/tag", ""): (
        "`{tag}` n’est pas permis devant une valeur",
        'le supprimer, ou mettre toute la valeur entre guillemets droits : `"…"`',
    ),
    ("parse/alias", ""): (
        "`*{name}` est lu comme un renvoi, pas comme un texte",
        'mettre la valeur entre guillemets droits : `"*{name}"`',
    ),
    ("parse/alias", "collection"): (
        "`*{name}` renvoie à une liste ou à un groupe de champs, ce qui n’est pas permis",
        "recopier ici ce qui est écrit après `&{name}`",
    ),
    ("parse/alias", "unknown"): (
        "`*{name}` est lu comme un renvoi, et ne mène à rien",
        'si l’astérisque fait partie du texte, mettre toute la valeur entre guillemets droits : `"…"`',
    ),
    ("parse/key", ""): ("un nom de champ doit être un simple texte", "écrire un nom, puis « : » et la valeur"),
    ("parse/key", "complex"): (
        "un nom de champ doit être un simple texte, pas une liste ni un groupe de champs",
        'si ce passage est une valeur, la mettre entre guillemets droits : `"…"`',
    ),
    ("parse/key", "empty"): (
        "il manque un nom de champ avant les deux-points",
        'écrire le nom ; si ce passage est une valeur, la mettre entre guillemets droits : `"…"`',
    ),
    ("parse/key", "order"): (
        "{key:code} et {other:code} ne peuvent pas être ensemble : les programmes ne s’accordent pas sur leur ordre",
        "renommer l’un de ces champs",
    ),
    ("parse/documents", ""): (
        "une seconde ligne `---` ou `...` coupe le fichier en deux",
        "la supprimer, ou faire un autre fichier de ce qui la suit",
    ),
    ("parse/depth", ""): ("il y a ici plus de {limit:count niveau|niveaux} l’un dans l’autre", "en réduire le nombre"),
    ("parse/depth", "data"): (
        "il y a ici plus de {limit:count niveau|niveaux} de listes et de champs l’un dans l’autre",
        "en réduire le nombre",
    ),
    ("parse/depth", "body"): (
        "il y a ici plus de {limit:count niveau|niveaux} de citations et de listes l’un dans l’autre",
        "en réduire le nombre",
    ),
    ("parse/number", ""): (
        "le nombre {text:code} ne peut pas être publié tel quel",
        _KEEP,
    ),
    ("parse/number", "integer"): (
        "le nombre {text:code} est trop grand pour être publié sans perte",
        _KEEP,
    ),
    ("parse/number", "float"): (
        "le nombre {text:code} est trop grand ou trop petit pour être publié sans perte",
        _KEEP,
    ),
    ("parse/number", "not-finite"): (
        "{text:code} n’est pas un nombre qui puisse être publié",
        'écrire un nombre en chiffres, ou mettre le mot entre guillemets droits : `"…"`',
    ),
    ("parse/mapping", ""): (
        ("il faut ici des champs ; c’est {type:kind}", "il faut ici des champs"),
        "écrire un champ par ligne : son nom, deux-points, un espace, sa valeur",
    ),
}
