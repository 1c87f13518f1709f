import { expect, it } from 'vitest'
import { levelOfChosen, levelsOffered, withLevel } from './scope-levels.ts'

const scope = (name: string, level: 'read' | 'write' | 'manage') => ({
  name,
  title: name,
  canWrite: level !== 'read',
  module: 'books',
  level,
})
const own = [scope('read', 'read'), scope('write', 'write'), scope('close', 'write')]

it('a level chooses the scopes of its module and leaves the others', () => {
  expect(withLevel(own, ['credits.read', 'close'], 'read')).toEqual(['credits.read', 'read'])
  expect(withLevel(own, ['credits.read'], 'write')).toEqual(['credits.read', 'read', 'write', 'close'])
  expect(withLevel(own, ['read', 'credits.read'], 'none')).toEqual(['credits.read'])
})

it('scopes of no level are some', () => {
  expect(levelsOffered(own)).toEqual(['none', 'read', 'write'])
  expect(levelOfChosen(own, ['credits.read'])).toBe('none')
  expect(levelOfChosen(own, ['read', 'write', 'close'])).toBe('write')
  expect(levelOfChosen(own, ['write'])).toBe('some')
})
