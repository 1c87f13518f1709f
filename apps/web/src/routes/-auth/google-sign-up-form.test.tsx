import { screen } from '@testing-library/react'
import { beforeEach } from 'vitest'
import { describeForms } from '../../testing/describe-forms.tsx'
import { me } from '../../testing/open-app.tsx'
import { refuse } from '../../testing/stand-in.ts'

const CHALLENGE = 'A'.repeat(43)
const EMAIL = 'maeve@tideandfennel.example'
const later = '2026-11-20T18:00:00.000Z'
const signUp = {
  status: 'sign_up',
  challenge: CHALLENGE,
  email: EMAIL,
  name: 'Maeve Brannigan',
  isInvited: false,
  next: '/o/tide-fennel',
  expiresAt: later,
}
const registration = { mode: 'open', passwordPolicy: 'default', hasGoogle: true }
const signedOut = () => {
  throw refuse('UNAUTHORIZED', 'Sign in first.')
}

let isSignedIn = false
beforeEach(() => {
  isSignedIn = false
})
const enter = () => {
  isSignedIn = true
  return {}
}
const whoever = () => (isSignedIn ? me : signedOut())

describeForms(
  { 'auth.me': whoever, 'auth.registration': () => registration, 'auth.google.step': () => signUp },
  [
    {
      name: 'an account by Google',
      path: '/google',
      submit: 'Create account',
      pending: 'Creating it',
      procedure: 'auth.google.register',
      answer: enter,
      spoil: async (user) => user.clear(await screen.findByLabelText('Your name')),
      wrong: { label: 'Your name', message: 'Fill in the name.' },
      refusable: { label: 'Organization', name: 'organizationName' },
      fill: async (user) => {
        const name = screen.getByLabelText('Your name')
        await user.clear(name)
        await user.type(name, 'Maeve Brannigan')
        await user.type(screen.getByLabelText('Organization'), 'Tide & Fennel')
        const terms = screen.getByRole<HTMLInputElement>('checkbox')
        if (!terms.checked) await user.click(terms)
      },
      input: {
        challenge: CHALLENGE,
        name: 'Maeve Brannigan',
        organizationName: 'Tide & Fennel',
        acceptTerms: true,
      },
      done: { leadsTo: '/o/tide-fennel' },
    },
  ],
)
