"""Seasons and projects: what is done, when, and on which subjects."""

from __future__ import annotations

from cms.scaffold.starters.fields import (
    LANG,
    STATUS,
    Model,
    Said,
    Sample,
    address,
    day,
    image,
    line,
    prose,
    reference,
    references,
    schema,
)

SEASONS = Model(
    settings={
        "path": "seasons/{slug}.yml",
        "url": Said("/saisons/{slug}/", "/seasons/{slug}/"),
        "order": ["-startDate"],
    },
    schema=schema(
        Said("Saison", "Season"),
        Said(
            "Une saison. Ses projets n’y sont pas énumérés : ce sont eux qui nomment leurs saisons.",
            "A season. Its projects aren't listed in it: it is they who name their seasons.",
        ),
        ["title", "startDate", "status"],
        {
            "title": line(Said("Titre", "Title"), Said("Le nom de la saison.", "The season's name.")),
            "startDate": day(
                Said("Début", "Start"),
                Said("Le premier jour de la saison : 2026-01-05.", "The season's first day: 2026-01-05."),
            ),
            "endDate": day(
                Said("Fin", "End"),
                Said("Le dernier jour de la saison, s’il est connu.", "The season's last day, if it is known."),
            ),
            "subtitle": line(
                Said("Sous-titre", "Subtitle"),
                Said("Une ligne qui dit l’essentiel de la saison.", "A line that says what the season is about."),
            ),
            "cover": image(
                Said("Image de couverture", "Cover"),
                Said("L’image qui représente la saison.", "The image that stands for the season."),
            ),
            "status": STATUS,
        },
    ),
    samples=[
        Sample(
            Said("seasons/saison-1.yml", "seasons/season-1.yml"),
            {
                "title": Said("Saison 1", "Season 1"),
                "startDate": "2026-01-05",
                "subtitle": Said("Une première saison, pour l’exemple", "A first season, as an example"),
                "status": "Published",
            },
        )
    ],
)

PROJECTS = Model(
    settings={
        "path": "projects/{slug}.md",
        "url": Said("/projets/{slug}/", "/projects/{slug}/"),
        "order": ["title"],
    },
    schema=schema(
        Said("Projet", "Project"),
        Said("Un projet, mené pendant une ou plusieurs saisons.", "A project, run in one or more seasons."),
        ["title", "seasons", "state", "status", "summary"],
        {
            "title": line(Said("Titre", "Title"), Said("Le nom du projet.", "The project's name.")),
            "lang": LANG,
            "seasons": references(
                Said("Saisons", "Seasons"),
                Said("Les saisons auxquelles le projet a pris part : une au moins.", "Its seasons: one at least."),
                "seasons",
                minItems=1,
            ),
            "state": {
                "title": Said("Avancement", "State"),
                "description": Said(
                    "upcoming : à venir. ongoing : en cours. done : terminé.",
                    "upcoming: not yet begun. ongoing: under way. done: finished.",
                ),
                "type": "string",
                "enum": ["upcoming", "ongoing", "done"],
                "default": "upcoming",
            },
            "status": STATUS,
            "summary": prose(
                Said("Résumé", "Summary"),
                Said(
                    "À quoi sert le projet, en deux phrases : 300 caractères au plus.",
                    "What the project is for, in two sentences: 300 characters at most.",
                ),
                300,
            ),
            "cover": image(
                Said("Image de couverture", "Cover"),
                Said("L’image qui représente le projet.", "The image that stands for the project."),
            ),
            "partners": references(
                Said("Partenaires", "Partners"),
                Said("Les organisations avec lesquelles il est mené.", "The organisations that it is run with."),
                "organisations",
            ),
            "team": {
                "title": Said("Équipe", "Team"),
                "description": Said("Qui y prend part, et à quel titre.", "Who takes part in it, and as what."),
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["person"],
                    "properties": {
                        "person": reference(Said("Personne", "Person"), Said("La personne.", "The person."), "people"),
                        "role": line(
                            Said("Rôle", "Role"),
                            Said("Ce qu’elle fait dans le projet.", "What they do in the project."),
                        ),
                    },
                },
            },
            "thematics": references(
                Said("Thématiques", "Themes"),
                Said("Les sujets auxquels il se rattache.", "The subjects that it belongs to."),
                "thematics",
            ),
            "links": {
                "title": Said("Liens", "Links"),
                "description": Said("Où trouver le projet.", "Where to find the project."),
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "website": address(Said("Site web", "Website")),
                    "source": address(Said("Code source", "Source code")),
                },
            },
        },
    ),
    samples=[
        Sample(
            Said("projects/compter-les-oiseaux.md", "projects/counting-birds.md"),
            {
                "title": Said("Compter les oiseaux", "Counting birds"),
                "seasons": [Said("saison-1", "season-1")],
                "state": "ongoing",
                "status": "Published",
                "summary": Said(
                    "Un projet inventé, pour l’exemple : reconnaître les oiseaux d’un parc à leur chant.",
                    "A made-up project, as an example: to know the birds of a park by their songs.",
                ),
                "partners": [Said("association-exemple", "example-association")],
                "team": [
                    {
                        "person": Said("camille-exemple", "camille-example"),
                        "role": Said("Coordination", "Coordination"),
                    }
                ],
                "thematics": [Said("biodiversite", "biodiversity")],
            },
            Said(
                """\
## Contexte

Le problème que le projet veut résoudre.

## Objectif

Ce que l’équipe veut accomplir pendant la saison.
""",
                """\
## Context

The problem that the project wants to solve.

## Goal

What the team wants to achieve in the season.
""",
            ),
        )
    ],
)

THEMATICS = Model(
    settings={"path": "thematics/{slug}.yml", "order": ["name"]},
    schema=schema(
        Said("Thématique", "Theme"),
        Said("Un sujet auquel des projets se rattachent.", "A subject that projects belong to."),
        ["name"],
        {
            "name": line(
                Said("Nom", "Name"),
                Said("Le nom de la thématique.", "The theme's name."),
                **{"x-unique": True},
            ),
            "color": {
                "title": Said("Couleur", "Colour"),
                "description": Said(
                    "Une couleur au format #RRVVBB, entre guillemets : '#2e7d32'.",
                    "A colour as #RRGGBB, in quotes: '#2e7d32'.",
                ),
                "type": "string",
                "pattern": "^#[0-9a-fA-F]{6}$",
                "x-editor": {"widget": "color"},
            },
            "description": prose(
                Said("Description", "Description"),
                Said("Ce que recouvre la thématique.", "What the theme covers."),
                300,
            ),
        },
    ),
    samples=[
        Sample(
            Said("thematics/biodiversite.yml", "thematics/biodiversity.yml"),
            {
                "name": Said("Biodiversité", "Biodiversity"),
                "color": "#2e7d32",
                "description": Said(
                    "Connaître les espèces et leurs milieux.", "To know the species and where they live."
                ),
            },
        )
    ],
)
