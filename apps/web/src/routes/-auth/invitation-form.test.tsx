import '@testing-library/jest-dom/vitest'
import { cleanup, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { describeForms } from '../../testing/describe-forms.tsx'
import { me, openApp } from '../../testing/open-app.tsx'
import { refuse, standIn } from '../../testing/stand-in.ts'

const TOKEN = 'A'.repeat(43)
const EMAIL = 'colm@tideandfennel.example'
const PASSWORD = 'Copper-kettle-58-lanterns'
const signedOut = () => {
  throw refuse('UNAUTHORIZED', 'Sign in first.')
}
const preview = {
  organizationName: 'Tide & Fennel',
  email: EMAIL,
  role: 'member',
  inviterName: 'Maeve Brannigan',
  hasAccount: false,
}
const answers = {
  'auth.me': signedOut,
  'auth.registration': () => ({ mode: 'invite', passwordPolicy: 'default' }),
  'organizations.invitations.preview': () => preview,
}

describeForms(answers, [
  {
    name: 'joining by an invitation',
    path: `/invite?token=${TOKEN}`,
    submit: 'Create account',
    pending: 'Creating it',
    procedure: 'auth.register',
    answer: () => ({ status: 'check_mail' }),
    wrong: { label: 'Your name', message: 'Fill in the name.' },
    refusable: { label: 'Password', name: 'password' },
    fill: async (user) => {
      const name = screen.getByLabelText('Your name')
      await user.clear(name)
      await user.type(name, 'Colm Daly')
      await user.clear(screen.getByLabelText('Password'))
      await user.type(screen.getByLabelText('Password'), PASSWORD)
      const terms = screen.getByRole<HTMLInputElement>('checkbox')
      if (!terms.checked) await user.click(terms)
    },
    input: { name: 'Colm Daly', email: EMAIL, invitationToken: TOKEN, acceptTerms: true },
    // The mail came to this address, so it is confirmed already.
    done: { says: 'Your address is confirmed. Sign in to start.' },
  },
])

describe('an invitation for somebody with an account (AUTH-2)', () => {
  const hub = standIn(answers)
  let app: ReturnType<typeof openApp>
  beforeAll(() => hub.server.listen({ onUnhandledFrame: 'bypass' }))
  afterAll(() => hub.server.close())
  afterEach(() => {
    app.close()
    cleanup()
  })
  const openAs = (email: string | null) => {
    hub.calls.length = 0
    hub.procedures.set('organizations.invitations.preview', () => ({ ...preview, hasAccount: true }))
    hub.procedures.set('auth.me', () =>
      email === null ? signedOut() : { ...me, user: { ...me.user, email } },
    )
    app = openApp(`/invite?token=${TOKEN}`)
  }

  it('leads over the sign-in and back', async () => {
    openAs(null)
    await userEvent.click(await screen.findByRole('link', { name: 'Sign in to accept' }))
    await screen.findByRole('heading', { name: 'Sign in' })
    expect(app.router.state.location.search).toEqual({ email: EMAIL, next: `/invite?token=${TOKEN}` })
  })

  it('is not accepted as somebody else', async () => {
    openAs('somebody@else.example')
    expect(await screen.findByText(/signed in as somebody@else\.example/)).toBeInTheDocument()
    expect(screen.queryByRole('button', { name: 'Accept the invitation' })).toBeNull()
  })

  it('says so when signing out as somebody else could not be done', async () => {
    hub.server.use(http.post('*/auth/logout', () => HttpResponse.error()))
    openAs('somebody@else.example')
    await userEvent.click(await screen.findByRole('button', { name: 'Sign out and continue' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('The hub did not answer.')
    hub.server.resetHandlers()
  })

  it('is accepted once, says why where the hub refuses, and leads into the organization', async () => {
    openAs(EMAIL)
    hub.procedures.set('organizations.invitations.accept', () => {
      throw refuse('UNAVAILABLE', 'The database is away.')
    })
    const accept = await screen.findByRole('button', { name: 'Accept the invitation' })
    await userEvent.click(accept)
    expect(await screen.findByRole('alert')).toHaveTextContent('The database is away.')
    hub.procedures.set('organizations.invitations.accept', () => ({ slug: 'tide-fennel' }))
    await userEvent.dblClick(accept)
    await waitFor(() => expect(app.router.state.location.pathname).toBe('/o/tide-fennel'))
    const accepted = hub.calls.filter(({ path }) => path === 'organizations.invitations.accept')
    expect(accepted.map(({ input }) => input)).toEqual([{ token: TOKEN }, { token: TOKEN }])
  })
})
