import { expect, test } from 'vitest'
import { hub } from '../../../testing/bare-hub.ts'
import { toldAnswer } from './told.ts'

test('what was made is what is spoken of, whether its act has words of its own or not', () => {
  const made = { id: 'yoga', name: 'Riverside Yoga', city: 'Cork' }
  expect(toldAnswer(hub, 'modules.accounting.contacts.create', made)).toMatchObject({
    shown: [{ id: 'yoga', name: 'Riverside Yoga' }],
  })
})

test('what has neither name nor title is called as lists of it are', () => {
  const site = { id: 'site', host: 'tideandfennel.example', grade: null }
  expect(toldAnswer(hub, 'modules.security.sites.add', site).shown).toEqual([
    { id: 'site', name: 'tideandfennel.example' },
  ])
})

test('what says too little of itself is called by its kind and its sum', () => {
  const made = {
    id: 'draft',
    number: null,
    status: 'draft',
    currency: 'EUR',
    total: '1290.50',
    open: '1290.50',
    version: 1,
  }
  expect(toldAnswer(hub, 'modules.accounting.invoices.create', made).shown).toEqual([
    { id: 'draft', name: 'invoice over 1,290.50 EUR' },
  ])
})
