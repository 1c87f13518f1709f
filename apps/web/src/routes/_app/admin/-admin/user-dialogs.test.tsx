import { screen } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { expect } from 'vitest'
import { describeForms } from '../../../../testing/describe-forms.tsx'
import { me } from '../../../../testing/open-app.tsx'

const PERSON = '01a1f859-d525-702e-874d-6f9b61ee33cc'
const ORGANIZATION = '01a1f859-d525-702e-874d-6f9b61ee33bb'
const person = {
  id: PERSON,
  email: 'nora@quay-street.example',
  name: 'Nora Quay',
  role: 'user',
  timeZone: null,
  createdAt: '2026-11-20T08:00:00.000Z',
  lastSeenAt: null,
  emailVerifiedAt: '2026-11-20T08:00:00.000Z',
  suspendedAt: null,
  suspendedReason: null,
  hasPassword: true,
  hasGoogle: false,
  hasApp: false,
  passkeys: 0,
  backupCodesLeft: 0,
  programs: 0,
  memberships: [],
  sessions: [],
}
const organization = {
  id: ORGANIZATION,
  slug: 'tide-fennel',
  name: 'Tide & Fennel',
  timeZone: 'Europe/Lisbon',
  currency: 'EUR',
  requiresSecondFactor: false,
  memberCount: 0,
  availableMicro: 0,
  heldMicro: 0,
  monthLimitMicro: null,
  memberDayLimitMicro: 5_000_000,
  createdAt: '2026-11-20T08:00:00.000Z',
  suspendedAt: null,
  suspendedReason: null,
}

const writeReason = async (user: UserEvent) => {
  const reason = screen.getByLabelText('Reason')
  await user.clear(reason)
  await user.type(reason, 'Sends spam to strangers')
}
const wrong = { label: 'Reason', message: 'Say why, in a few words.' }
const written = { reason: 'Sends spam to strangers', idempotencyKey: expect.any(String) }

describeForms(
  {
    'auth.me': () => ({ ...me, user: { ...me.user, isPlatformAdmin: true } }),
    'admin.users.get': () => person,
    'admin.organizations.get': () => organization,
    'admin.organizations.members': () => ({ items: [], nextCursor: null }),
  },
  [
    {
      name: 'suspending a person',
      path: `/admin/users/${PERSON}`,
      open: async (user) => {
        await user.click(await screen.findByRole('button', { name: 'Help or change' }))
        await user.click(await screen.findByRole('menuitem', { name: 'Suspend' }))
        await screen.findByRole('dialog')
      },
      submit: 'Suspend',
      pending: 'Suspending',
      procedure: 'admin.users.suspend',
      answer: () => ({ done: true }),
      wrong,
      fill: writeReason,
      input: { userId: PERSON, ...written },
      done: { says: 'Nora Quay is suspended.', closes: /Suspend Nora Quay/ },
    },
    {
      name: 'suspending an organization',
      path: `/admin/organizations/${ORGANIZATION}`,
      open: async (user) => {
        await user.click(await screen.findByRole('button', { name: 'Suspend' }))
        await screen.findByRole('dialog')
      },
      submit: 'Suspend',
      pending: 'Suspending',
      procedure: 'admin.organizations.suspend',
      answer: () => ({ done: true }),
      wrong,
      fill: writeReason,
      input: { orgId: ORGANIZATION, ...written },
      done: { says: 'Tide & Fennel is suspended.', closes: /Suspend Tide & Fennel/ },
    },
  ],
)
