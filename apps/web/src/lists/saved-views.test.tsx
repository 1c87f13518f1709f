import { describe, expect, it } from 'vitest'
import { isSameView, MOST_VIEWS, readViews, viewOf, withView } from './saved-views.ts'
import type { ViewKind } from './saved-views.ts'
import { readDisplay } from './table-display.ts'
import { oneOf, text } from '../search-params.ts'

interface Search {
  view?: 'list' | undefined
  due?: 'overdue' | 'week' | undefined
  tag?: string | undefined
  task?: string | undefined
}
const kind: ViewKind<Search> = {
  what: 'testViews',
  read: (search) => ({
    view: oneOf(search['view'], ['list']),
    due: oneOf(search['due'], ['overdue', 'week']),
    tag: text(search['tag']),
    task: text(search['task']),
  }),
  open: ['task'],
  about: 'The filters.',
}

describe('a saved view', () => {
  it('is the filters and the shape of the page, not what is open on it', () => {
    const search = {
      view: 'list',
      tag: 'Shop',
      task: '01a1f85a-e708-70db-9f28-5d1527c7cea5',
    } as const
    expect(viewOf(kind, search)).toEqual({ view: 'list', tag: 'Shop' })
    expect(isSameView(kind, search, { tag: 'Shop', view: 'list' })).toBe(true)
    expect(isSameView(kind, search, { tag: 'Shop' })).toBe(false)
  })

  it('takes the place of one of the same name, in order of names', () => {
    const views = withView(withView<Search>([], { name: 'Zinc', search: { tag: 'z' } }), {
      name: 'Apples',
      search: {},
    })
    expect(views.map(({ name }) => name)).toEqual(['Apples', 'Zinc'])
    expect(withView<Search>(views, { name: 'Zinc', search: { due: 'week' } })[1]).toEqual({
      name: 'Zinc',
      search: { due: 'week' },
    })
  })

  it('makes room for the newest when there are too many', () => {
    const many = Array.from({ length: MOST_VIEWS }, (_, index) => ({
      name: `View ${10 + index}`,
      search: {},
    }))
    const next = withView(many, { name: 'Another', search: {} })
    expect(next).toHaveLength(MOST_VIEWS)
    expect(next.map(({ name }) => name)).toContain('Another')
  })

  it('is read back as far as this page knows it', () => {
    const stored = [
      { name: 'Late', search: { due: 'overdue', priority: 'enormous', task: 'x' } },
      { name: 7, search: {} },
      'text',
    ]
    expect(readViews(kind, stored)).toEqual([{ name: 'Late', search: { due: 'overdue' } }])
    expect(readViews(kind, undefined)).toEqual([])
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
