"""People and organisations: who signs, and who takes part."""

from __future__ import annotations

from cms.scaffold.starters.fields import Model, Said, Sample, address, image, line, prose, schema

PEOPLE = Model(
    settings={"path": "people/{slug}.yml", "order": ["name"]},
    schema=schema(
        Said("Personne", "Person"),
        Said("Une personne qui signe un texte ou prend part à un projet.", "A person who signs or takes part."),
        ["name"],
        {
            "name": line(
                Said("Nom", "Name"),
                Said("Le prénom et le nom, tels que la personne les écrit.", "The name, as the person writes it."),
            ),
            "role": line(
                Said("Rôle", "Role"),
                Said("Ce que la personne fait ici ou ailleurs.", "What the person does, here or elsewhere."),
            ),
            "portrait": image(
                Said("Portrait", "Portrait"),
                Said("Une image de la personne, avec son accord.", "An image of the person, with their consent."),
            ),
            "website": address(Said("Site web", "Website")),
        },
    ),
    samples=[
        Sample(
            Said("people/camille-exemple.yml", "people/camille-example.yml"),
            {
                "name": Said("Camille Exemple", "Camille Example"),
                "role": Said("Rédige les premiers textes", "Writes the first texts"),
            },
        )
    ],
)

ORGANISATIONS = Model(
    settings={"path": "organisations/{slug}.yml", "order": ["name"]},
    schema=schema(
        Said("Organisation", "Organisation"),
        Said("Une organisation partenaire.", "A partner."),
        ["name"],
        {
            "name": line(
                Said("Nom", "Name"),
                Said("Le nom de l’organisation, tel qu’elle l’écrit.", "The name, as the organisation writes it."),
                **{"x-unique": True},
            ),
            "website": address(Said("Site web", "Website")),
            "logo": image(Said("Logo", "Logo"), Said("Le logo de l’organisation.", "The organisation's logo.")),
            "description": prose(
                Said("Description", "Description"),
                Said(
                    "Ce que fait l’organisation, en une ou deux phrases.",
                    "What the organisation does, in a sentence or two.",
                ),
                300,
            ),
        },
    ),
    samples=[
        Sample(
            Said("organisations/association-exemple.yml", "organisations/example-association.yml"),
            {
                "name": Said("Association Exemple", "Example Association"),
                "description": Said(
                    "Une association inventée, pour montrer un fichier.", "A made-up association, to show a file."
                ),
            },
        )
    ],
)
