"""French messages of the `lint/…` rules for media and for what entries have in common."""

from __future__ import annotations

from cms.report.words import Messages

MESSAGES: Messages = {
    ("lint/heavy-image", ""): (
        "l’image pèse {size:size} ; une page ne devrait pas en charger plus de {limit:size}",
        "l’enregistrer de nouveau, en plus petit ou en WebP",
    ),
    ("lint/lfs-pointer", ""): (
        "ce n’est qu’un renvoi de Git LFS, pas le fichier",
        "lancer `git lfs pull`, ou mettre ici le fichier lui-même",
    ),
    ("lint/near-duplicate", ""): (
        "{name:code} contient {term:code}, que {count:count autre entrée écrit|autres entrées écrivent} autrement",
        "écrire {suggestion:code}",
    ),
}
