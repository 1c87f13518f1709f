import { describe, expect, it } from 'vitest'
import { readTaskSearch } from './routes/_app/o.$org/tasks/-tasks/task-search.ts'
import { compact, day, id, localPath, oneOf, text } from './search-params.ts'

describe('search parameters', () => {
  it('are dropped when they do not fit', () => {
    expect(text(['a'])).toBeUndefined()
    expect(text('   ')).toBeUndefined()
    expect(oneOf('boards', ['board', 'list'])).toBeUndefined()
    expect(id('not-an-id')).toBeUndefined()
    const days = ['2026-13-01', '2026-02-30', '2026-1-1', 20261101, '2024-02-29']
    expect(days.map(day)).toEqual([undefined, undefined, undefined, undefined, '2024-02-29'])
    expect(compact({ a: undefined, b: 1 })).toEqual({ b: 1 })
  })

  it('keep digits as words, because the router reads ?q=12 as a number', () => {
    expect(text(12)).toBe('12')
  })

  it.each([
    ['/o/tide-fennel/tasks?view=list', '/o/tide-fennel/tasks?view=list'],
    ['//evil.example/x', undefined],
    ['/\\evil.example', undefined],
    ['/\t/evil.example', undefined],
    ['/.//evil.example', undefined],
    ['https://evil.example/', undefined],
    ['javascript:alert(1)', undefined],
    ['', undefined],
    [7, undefined],
  ])('lead from %j to %j after signing in (AUTH-3)', (value, path) => {
    expect(localPath(value)).toBe(path)
  })
})

describe('the address of the tasks page', () => {
  it('holds view, filters, drawer and dialog', () => {
    const task = '01a1f85a-e708-70db-9f28-5d1527c7cea5'
    const search = {
      view: 'list',
      q: 'guji',
      priority: 'high',
      who: 'me',
      tag: 'Suppliers',
      due: 'week',
      task,
      new: 'doing',
    }
    expect(readTaskSearch(search)).toEqual(search)
  })

  it('reads ?new=true as a task to do, and drops what it does not know', () => {
    expect(
      readTaskSearch({ new: true, view: 'wall', who: 'everybody', due: 'never', task: '1', x: 1 }),
    ).toEqual({ new: 'todo' })
  })
})
