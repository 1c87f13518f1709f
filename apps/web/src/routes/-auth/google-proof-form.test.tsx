import { screen } from '@testing-library/react'
import { beforeEach } from 'vitest'
import { describeForms } from '../../testing/describe-forms.tsx'
import { me } from '../../testing/open-app.tsx'
import { refuse } from '../../testing/stand-in.ts'

const CHALLENGE = 'A'.repeat(43)
const EMAIL = 'maeve@tideandfennel.example'
const later = '2026-11-20T18:00:00.000Z'
const proof = {
  status: 'proof',
  challenge: CHALLENGE,
  email: EMAIL,
  next: '/o/tide-fennel/team',
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
  { 'auth.me': whoever, 'auth.registration': () => registration, 'auth.google.step': () => proof },
  [
    {
      name: 'proving an account for Google',
      path: '/google',
      submit: 'Link and sign in',
      pending: 'Linking',
      procedure: 'auth.google.prove',
      answer: enter,
      wrong: { label: 'Password', message: 'Enter a password.' },
      refusable: { label: 'Password', name: 'password' },
      fill: async (user) => {
        await user.type(screen.getByLabelText('Password'), 'Copper-kettle-58')
        // Leaving the field checks it; the stand-in answers faster than a network, and its answer is to come after that.
        await user.tab()
      },
      input: { challenge: CHALLENGE, password: 'Copper-kettle-58' },
      done: { leadsTo: '/o/tide-fennel/team' },
    },
  ],
)
