import { describe, expect, it } from 'vitest'
import { isSameView, MOST_VIEWS, readViews, viewOf, withView } from './saved-views.ts'
import { readDisplay } from './table-display.ts'

describe('a saved view', () => {
  it('is the filters and the shape of the page, not what is open on it', () => {
    const search = {
      view: 'list',
      tag: 'Shop',
      task: '01a1f85a-e708-70db-9f28-5d1527c7cea5',
      new: 'todo',
    } as const
    expect(viewOf(search)).toEqual({ view: 'list', tag: 'Shop' })
    expect(isSameView(search, { tag: 'Shop', view: 'list' })).toBe(true)
    expect(isSameView(search, { tag: 'Shop' })).toBe(false)
  })

  it('takes the place of one of the same name, in order of names', () => {
    const views = withView(withView([], { name: 'Zinc', search: { q: 'z' } }), { name: 'Apples', search: {} })
    expect(views.map(({ name }) => name)).toEqual(['Apples', 'Zinc'])
    expect(withView(views, { name: 'Zinc', search: { due: 'week' } })[1]).toEqual({
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
    expect(readViews(stored)).toEqual([{ name: 'Late', search: { due: 'overdue' } }])
    expect(readViews(undefined)).toEqual([])
  })
})

describe('how the list is shown', () => {
  it('is comfortable with every column at first, and otherwise as it was left', () => {
    expect(readDisplay(undefined)).toEqual({ density: 'comfortable', hidden: [] })
    expect(readDisplay({ density: 'compact', hidden: ['who', 'title', 3] })).toEqual({
      density: 'compact',
      hidden: ['who'],
    })
    expect(readDisplay('text')).toEqual({ density: 'comfortable', hidden: [] })
    // Nothing chosen here: as everywhere else.
    expect(readDisplay(undefined, 'compact').density).toBe('compact')
    expect(readDisplay({ density: 'comfortable' }, 'compact').density).toBe('comfortable')
  })
})
