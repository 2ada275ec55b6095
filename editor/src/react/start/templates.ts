/** A document to begin with. */
export interface Template {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly markdown: string;
}

export const templates: readonly Template[] = [
  {
    id: 'meeting',
    name: 'Meeting notes',
    title: 'Meeting notes',
    markdown: `## Who is here

- Names

## Agenda

1. First topic

## Notes

What was said.

## Decided

- What, and why

## To do

- [ ] Who does what, until when
`,
  },
  {
    id: 'project',
    name: 'Project plan',
    title: 'Project plan',
    markdown: `> [!NOTE]
> In one sentence: what will be different when this is done?

## Why

The problem, and whose it is.

## Not part of it

- What somebody might expect, and will not get

## Steps

| Step | Who | When |
| --- | --- | --- |
| First step | Name | Date |

## Risks

- What could go wrong, and what we would do
`,
  },
  {
    id: 'decision',
    name: 'Decision',
    title: 'Decision',
    markdown: `## The question

What has to be decided, and until when.

## Options

### First option

For and against.

### Second option

For and against.

## What we chose, and why

## What follows

- [ ] Who does what, until when
`,
  },
  {
    id: 'week',
    name: 'Week',
    title: 'This week',
    markdown: `## Must happen

- [ ] The one thing

## Would be good

- [ ] Another thing

## Learned

- Something worth keeping
`,
  },
];
