import '@testing-library/jest-dom/vitest'
import { cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { UserEvent } from '@testing-library/user-event'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { me, openApp } from '../testing/open-app.tsx'
import { refuse, standIn } from '../testing/stand-in.ts'

const ended = () => {
  throw refuse('UNAUTHORIZED', 'Sign in first.')
}
const someone = {
  ...me,
  user: { ...me.user, isPlatformAdmin: true },
  organizations: me.organizations.map((one) => ({
    ...one,
    permissions: [...one.permissions, 'member.invite'],
  })),
}
const lists = () => ({ items: [], nextCursor: null })

const hub = standIn({
  'auth.registration': () => ({ mode: 'open', passwordPolicy: 'default' }),
  'organizations.members.list': lists,
  'organizations.invitations.list': lists,
  'admin.blocks.list': lists,
})
let app: ReturnType<typeof openApp>
beforeAll(() => hub.server.listen({ onUnhandledFrame: 'bypass' }))
afterAll(() => hub.server.close())
beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  hub.procedures.set('auth.me', () => someone)
})
afterEach(() => {
  app.close()
  cleanup()
})

interface Dialog {
  what: string
  path: string
  /** The button of the page that opens it, where the address does not. */
  opener?: string
  /** Label and words of the fields. */
  typed: readonly (readonly [string, string])[]
  submit: string
  procedure: string
  answer?: object
}

const dialogs: Dialog[] = [
  {
    what: 'an invitation',
    path: '/o/tide-fennel/team?invite=true',
    typed: [['Email', 'colm@tideandfennel.example']],
    submit: 'Send invitation',
    procedure: 'organizations.invitations.create',
  },
  {
    what: 'the reason of a block',
    path: '/admin/addresses',
    opener: 'Block an address',
    typed: [
      ['Address or range', '203.0.113.7'],
      ['Reason', 'Tries passwords'],
    ],
    submit: 'Block it',
    procedure: 'admin.blocks.add',
    answer: { network: '203.0.113.7' },
  },
  {
    what: 'the name of an organization',
    path: '/new-organization',
    typed: [['Name', 'Harbor Bakery']],
    submit: 'Create organization',
    procedure: 'organizations.create',
    answer: { slug: 'tide-fennel' },
  },
]

async function open(user: UserEvent, { path, opener, submit }: Dialog): Promise<void> {
  app = openApp(path)
  if (opener !== undefined) await user.click(await screen.findByRole('button', { name: opener }))
  await screen.findByRole('button', { name: submit })
}

it.each(dialogs)('$what is there again after the session ended, until it is sent', async (dialog) => {
  const user = userEvent.setup()
  hub.procedures.set(dialog.procedure, ended)
  await open(user, dialog)
  for (const [label, words] of dialog.typed) await user.type(screen.getByLabelText(label), words)
  hub.procedures.set('auth.me', ended)
  await user.click(screen.getByRole('button', { name: dialog.submit }))
  await waitFor(() => expect(app.router.state.location.pathname).toBe('/sign-in'))
  app.close()

  hub.procedures.set('auth.me', () => someone)
  hub.procedures.set(dialog.procedure, () => dialog.answer ?? {})
  await open(user, dialog)
  expect(screen.getByText('Restored your draft.')).toBeInTheDocument()
  for (const [label, words] of dialog.typed) expect(screen.getByLabelText(label)).toHaveValue(words)
  await user.click(screen.getByRole('button', { name: dialog.submit }))
  await waitFor(() =>
    expect(Object.keys(sessionStorage).filter((key) => key.startsWith('hub.draft.'))).toEqual([]),
  )
})
