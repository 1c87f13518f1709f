import { expect, it } from 'vitest'
import { editedArgs, editFields, editValues } from './edit-fields.ts'

const args = {
  tag: null,
  dueOn: '2026-11-22',
  title: 'Call Altamira',
  priority: 'high',
  assigneeId: '01a1',
  id: '01a2',
  version: 3,
  urgent: true,
  tags: ['a'],
}

it('offers what is text, a day, a choice or a flag, the name of the thing first', () => {
  expect(editFields(args).map(({ name, label, kind }) => `${name}: ${label}, ${kind}`)).toEqual([
    'title: Title, line',
    'priority: Priority, choice',
    'dueOn: Due on, day',
    'tag: Tag, line',
    'urgent: Urgent, flag',
  ])
})

it('leaves ids, versions and lists as they were asked for', () => {
  const fields = editFields(args)
  const values = { ...editValues(fields, args), title: 'Call Altamira again', dueOn: '', urgent: false }
  expect(editedArgs(fields, args, values)).toEqual({
    ...args,
    title: 'Call Altamira again',
    dueOn: null,
    urgent: false,
  })
})

it('changes nothing when nothing was typed', () => {
  const fields = editFields(args)
  expect(editedArgs(fields, args, editValues(fields, args))).toEqual(args)
})

it('keeps numbers as numbers', () => {
  const fields = editFields({ days: 30 })
  expect(editedArgs(fields, { days: 30 }, { days: '45' })).toEqual({ days: 45 })
})

it('makes no zero of a number that was taken out', () => {
  const fields = editFields({ days: 30 })
  expect(editedArgs(fields, { days: 30 }, { days: ' ' })).toEqual({ days: null })
})
