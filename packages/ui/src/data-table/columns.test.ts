import { expect, test } from 'vitest'

import { columnTemplate, placeColumns, usualDisplay } from './columns.ts'

const columns = [
  { id: 'name', title: 'Name', width: 180, grows: true, cell: () => null },
  { id: 'mail', title: 'Mail', width: 190, grows: true, cell: () => null },
  { id: 'since', title: 'Since', width: 100, cell: () => null },
]

test('columns that grow share the room, and one that somebody made as wide as it is does not', () => {
  const template = (widths: Record<string, number>) =>
    columnTemplate(placeColumns(columns, { ...usualDisplay, widths }, false), false)
  expect(template({})).toBe(
    'minmax(var(--width-name, 180px), 1fr) minmax(var(--width-mail, 190px), 1fr) var(--width-since, 100px)',
  )
  expect(template({ mail: 240 })).toBe(
    'minmax(var(--width-name, 180px), 1fr) var(--width-mail, 240px) var(--width-since, 100px)',
  )
})

test('where none grows, the last one does', () => {
  const widths = { name: 200, mail: 200 }
  const placed = placeColumns(columns, { ...usualDisplay, widths }, false)
  expect(placed.map(({ grows }) => grows)).toEqual([false, false, true])
})

test('what follows a column that grows cannot be kept in sight', () => {
  const placed = placeColumns(columns, { ...usualDisplay, pinned: 2 }, true)
  expect(placed.map(({ pinnedAt }) => pinnedAt)).toEqual([40, null, null])
})
