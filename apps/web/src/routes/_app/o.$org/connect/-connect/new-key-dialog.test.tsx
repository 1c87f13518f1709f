import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeForms } from '../../../../../testing/describe-forms.tsx'
import { me, openApp } from '../../../../../testing/open-app.tsx'
import { standIn } from '../../../../../testing/stand-in.ts'

const lists = () => ({ items: [], nextCursor: null })
const TEXT = 'hub_key_shown_once'

const grantable = {
  scopes: [
    { name: 'ops.task.read', title: 'Read tasks', canWrite: false, isForTools: true },
    { name: 'ops.task.write', title: 'Change tasks', canWrite: true, isForTools: true },
    { name: 'member.invite', title: 'Invite people', canWrite: true, isForTools: true },
    { name: 'billing.read', title: 'See bills', canWrite: false, isForTools: false },
  ],
  unaskedTools: [],
}

describeForms(
  {
    'auth.me': () => me,
    'auth.apiKeys.list': lists,
    'auth.apiKeys.calls': lists,
    'auth.apiKeys.scopes': () => grantable,
  },
  [
    {
      name: 'a new key',
      path: '/o/tide-fennel/connect?new=true',
      submit: 'Create key',
      pending: 'Creating it',
      procedure: 'auth.apiKeys.create',
      answer: () => ({ text: TEXT, key: { kind: 'assistant' } }),
      wrong: { label: 'Name', message: 'Give it a name.' },
      fill: async (user) => {
        await user.clear(screen.getByLabelText('Name'))
        await user.type(screen.getByLabelText('Name'), '  Till in the shop ')
        await user.click(screen.getByRole('radio', { name: /^Read only/ }))
        await user.click(screen.getByRole('radio', { name: '30 days' }))
      },
      // It is an assistant's without a word, gets nothing that changes and nothing no tool needs, and what the name was padded with is gone.
      input: {
        name: 'Till in the shop',
        kind: 'assistant',
        scopes: ['ops.task.read'],
        unaskedTools: [],
        expiresInDays: 30,
        idempotencyKey: expect.any(String),
      },
      done: { says: TEXT, closes: 'New key' },
    },
  ],
)

describe('pressed before it is known what a key can do', () => {
  const scopes = Promise.withResolvers<typeof grantable>()
  const hub = standIn({
    'auth.me': () => me,
    'auth.apiKeys.list': lists,
    'auth.apiKeys.calls': lists,
    'auth.apiKeys.scopes': () => scopes.promise,
    'auth.apiKeys.create': () => ({ text: TEXT, key: { kind: 'assistant' } }),
  })
  beforeAll(() => hub.server.listen({ onUnhandledFrame: 'error' }))
  afterAll(() => hub.server.close())

  it('makes the key as soon as it is', async () => {
    const user = userEvent.setup()
    const app = openApp('/o/tide-fennel/connect?new=true')
    await user.type(await screen.findByLabelText('Name'), 'Till')
    await user.click(screen.getByRole('button', { name: 'Create key' }))
    expect(await screen.findByText('Creating it')).toBeVisible()
    expect(hub.calls.some(({ path }) => path === 'auth.apiKeys.create')).toBe(false)

    scopes.resolve(grantable)
    expect(await screen.findByText(TEXT)).toBeVisible()
    const { input } = hub.calls.find(({ path }) => path === 'auth.apiKeys.create') ?? {}
    expect(input).toMatchObject({ scopes: ['ops.task.read', 'ops.task.write'] })
    app.close()
  })
})
