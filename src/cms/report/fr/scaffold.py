"""French words for what an inferred set-up isn't sure of."""

from __future__ import annotations

from collections.abc import Mapping

REVIEW = "À revoir : "

PAGE = """# À revoir

`cms init` a déduit `cms.yml` et les schémas du contenu. Voici ce dont il n’était pas sûr ; ce qui concerne un champ
est aussi dans son schéma, dans un `$comment` qui commence par « À revoir ». Corrigez ce qui est faux, retirez les
commentaires que vous avez lus, et à la fin ce fichier.
"""

FILES = "Fichiers"
"""The heading over what is about no collection."""

DOUBTS: Mapping[str, str] = {
    # --- Files
    "languages": (
        "des dossiers qui ont l’air de langues, {values:list} : si c’en sont, recommencer en les nommant toutes dans"
        " `--languages`, pour qu’une collection réunisse ses traductions"
    ),
    "no-front-matter": (
        "{count:count fichier Markdown n’a|fichiers Markdown n’ont} pas d’en-tête, et rien n’en est lu{paths:in} : en"
        " ajouter un, ou sortir du contenu ce qui n’en est pas"
    ),
    "unread": (
        "{count:count fichier illisible|fichiers illisibles}{paths:in} : `cms check` dit pourquoi, une fois dans"
        " une collection"
    ),
    "other-text": (
        "{count:count texte|textes} d’une sorte qui n’est pas lue, comme .mdx ou .html{paths:in} : en faire des"
        " .md pour qu’ils soient vérifiés"
    ),
    "stray": (
        "{count:count fichier|fichiers} du dossier du contenu ni dans une collection, ni dans le dossier des"
        " médias{paths:in}"
    ),
    "at-root": (
        "{count:count fichier|fichiers} Markdown à la racine{paths:in}, donc dans aucune collection : pour être"
        " vérifiées, des pages doivent être dans un dossier"
    ),
    # --- Collections
    "few-entries": "{count:count seule entrée|entrées seulement} pour en déduire le modèle : rien n’est obligatoire",
    "few-required": (
        "obligatoires parce que les {count:number} entrées les ont toutes, peut-être par hasard : {fields:list}"
    ),
    "undescribed": "{count:count champ|champs} sans description : dire dans `description` ce qu’il faut y écrire",
    "same-id": (
        "{count:count groupe de fichiers a|groupes de fichiers ont} le même identifiant{paths:in} : tous les"
        " renommer, sauf un"
    ),
    "dated-mostly": (
        "{count:number} noms de fichiers sur {total:number} commencent par une date, les autres non{paths:in} :"
        " quand tous le feront, le chemin pourra être `{{date}}-{{slug}}`"
    ),
    "dated-variously": (
        "les noms de fichiers commencent par une date, suivie de `-` ou de `_` : avec un seul des deux, le chemin"
        " pourra contenir `{{date}}`"
    ),
    "dated-order": (
        "les entrées sont triées par la date de leur nom de fichier, la plus ancienne d’abord : quand"
        " toutes auront aussi un champ `date`, `order: [-date]` pourra mettre la plus récente en premier"
    ),
    "date-differs": (
        "dans {count:count entrée|entrées} sur {total:number}, `date` n’est pas la date du nom du fichier{paths:in} :"
        " corriger l’une des deux"
    ),
    "date-apart": (
        "dans {count:count entrée|entrées} sur {total:number}, `date` n’est pas la date du nom du fichier{paths:in} :"
        " le chemin ne le demande donc pas"
    ),
    "slug-differs": (
        "dans {count:count entrée|entrées} sur {total:number}, `slug` n’est pas le nom du fichier{paths:in} : corriger"
        " l’un des deux"
    ),
    "slug-apart": (
        "dans {count:count entrée|entrées} sur {total:number}, `slug` n’est pas le nom du fichier{paths:in} : le chemin"
        " ne le demande donc pas"
    ),
    "publish": (
        "semble décider de la publication : {value:value} est publié, {count:count entrée ne l’est|entrées ne le"
        " sont} pas{paths:in}"
    ),
    "publish-all": "semble décider de la publication : {value:value} est publié, comme le sont toutes les entrées",
    "publish-lacking": (
        "sans ce champ, une entrée compte comme publiée, par son `default` : {count:number} sur {total:number}"
    ),
    "publish-drafts": "cache par son `default` les brouillons du dossier : {value:value} en publie un",
    "publish-none": "ne semble pas décider de la publication : toutes les entrées sont publiées",
    "dated-slip": (
        "{count:number} noms de fichiers sur {total:number} commencent par une date ; corriger les autres{paths:in}"
    ),
    # --- Fields
    "strange": "{name:code} a l’air d’un texte qui n’est pas destiné à être un champ{paths:in}",
    "always-empty": "toujours vide, à {total:count endroit|endroits} : tout y est permis",
    "empty": "vide à {count:count endroit|endroits} sur {total:number}, et peut donc l’être",
    "mixed": "de plusieurs types, {types:types}, le dernier ici{paths:in}",
    "type-slip": (
        "un autre type, {type:kind}, à {count:count endroit|endroits} sur {total:number}{paths:in}, pris pour une faute"
    ),
    "nearly-required": (
        "absent à {count:count endroit|endroits} seulement sur {total:number}{paths:in} : le remplir là, et le rendre"
        " obligatoire ?"
    ),
    "rare": "présent à {count:count endroit|endroits} seulement sur {total:number}{paths:in} : encore utile ?",
    "misspelt": "{name:code} a l’air d’en être une faute de frappe, à {count:count endroit|endroits}{paths:in}",
    "enum": "un choix, parce que seules ces valeurs servent : {values:list}",
    "enum-slip": (
        "{values:list}, à {count:count endroit|endroits}, a l’air d’une faute de frappe dans l’un des choix{paths:in}"
    ),
    "dates": (
        "une date, mais écrite autrement à {count:count endroit|endroits} sur {total:number}, comme {values:list} :"
        " écrire partout `2026-11-24`, puis demander `format: date`"
    ),
    "date-and-time": "une date, avec l’heure à {count:count endroit|endroits} sur {total:number}",
    "date-slip": "{values:list}, à {count:count endroit|endroits}, a l’air d’une date mal écrite{paths:in}",
    "web-slip": "{values:list}, à {count:count endroit|endroits}, a l’air d’une adresse mal écrite{paths:in}",
    "image-slip": "{count:count image introuvable|images introuvables} sur {total:number} : {values:list}{paths:in}",
    "image-missing": (
        "des images, semble-t-il, mais introuvables à {count:count endroit|endroits} sur {total:number}, comme"
        " {values:list} : les mettre dans le dépôt, régler `media` dans cms.yml, puis demander `x-asset: image`"
    ),
    "reference": "une référence, parce que toutes les valeurs sont des identifiants de {collection:code}",
    "reference-slip": (
        "une référence, parce que presque toutes les valeurs sont des identifiants de {collection:code} ;"
        " {count:number} sur {total:number} n’en sont pas : {values:list}{paths:in}"
    ),
    "reference-partly": (
        "pas de référence, bien que beaucoup de valeurs soient des identifiants de {collection:code} :"
        " {count:number} sur {total:number} n’en sont pas, comme {values:list}"
    ),
    "reference-slug": (
        "les valeurs sont les dernières parties d’identifiants de {collection:code} : pour être des références,"
        " il leur faudrait être des identifiants, {id:code} au lieu de {value:code}"
    ),
    "reference-title": (
        "les valeurs sont des titres dans {collection:code} : pour être des références, il leur faudrait être des"
        " identifiants, {id:code} au lieu de {value:code}"
    ),
    "reference-title-partly": (
        "beaucoup de valeurs sont des titres dans {collection:code}, mais {count:number} sur {total:number} n’en sont"
        " pas : {values:list}{paths:in} ; les corriger, et écrire partout des identifiants pour avoir des références"
    ),
}
"""Templates by the case of the doubt."""
