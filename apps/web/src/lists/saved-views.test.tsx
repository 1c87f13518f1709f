import { describe, expect, it } from 'vitest'
import { isSame, shownIn } from './saved-views.ts'
import type { ViewKind } from './saved-views.ts'
import { readDisplay } from './table-display.ts'
import { oneOf, text } from '../search-params.ts'

const kind: ViewKind = {
  list: 'ops.tests',
  read: (search) => ({
    view: oneOf(search['view'], ['list']),
    due: oneOf(search['due'], ['overdue', 'week']),
    tag: text(search['tag']),
    task: text(search['task']),
  }),
  open: ['task'],
  about: 'Which tests are shown.',
  sharing: 'ops.task.write',
}

describe('what a saved view is', () => {
  it('is the filters and the shape of the page, not what is open on it', () => {
    const search = { view: 'list', tag: 'Shop', task: '01a1f85a-e708-70db-9f28-5d1527c7cea5' }
    expect(shownIn(kind, search)).toEqual({ view: 'list', tag: 'Shop' })
  })

  it('is what this page knows of it, with what the page shows beyond its address', () => {
    expect(shownIn({ ...kind, also: { cols: 'a,b' } }, { due: 'never', mood: 'grim' })).toEqual({
      cols: 'a,b',
    })
  })

  it('is the same in any order, and for one value by itself or alone in a list', () => {
    expect(isSame({ view: 'list', tag: 'Shop' }, { tag: ['Shop'], view: 'list' })).toBe(true)
    expect(isSame({ tag: 'Shop' }, { tag: ['Shop', 'Till'] })).toBe(false)
  })

  it('is another where a page no longer knows one of its filters', () => {
    const saved = { tag: 'Shop', mood: 'grim' }
    expect(isSame(saved, shownIn(kind, saved))).toBe(false)
  })
})

describe('how a table is shown', () => {
  const usual = { density: 'compact', hidden: [], order: [], widths: {}, pinned: 0 } as const

  it('is as usual at first, and otherwise as it was left', () => {
    expect(readDisplay(undefined, usual)).toEqual(usual)
    const left = {
      density: 'comfortable',
      hidden: ['who'],
      order: ['tag', 'title'],
      widths: { title: 300 },
      pinned: 1,
    }
    expect(readDisplay(left, usual)).toEqual(left)
  })

  it('leaves out what cannot be', () => {
    const odd = {
      density: 'huge',
      hidden: ['who', 3],
      order: 'tag',
      widths: { title: 'wide', tag: -4 },
      pinned: -1,
    }
    expect(readDisplay(odd, usual)).toEqual({ ...usual, hidden: ['who'] })
    expect(readDisplay('text', usual)).toEqual(usual)
  })
})
