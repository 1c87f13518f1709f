import { screen } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { expect } from 'vitest'
import { describeForms } from '../../../../testing/describe-forms.tsx'
import { me } from '../../../../testing/open-app.tsx'

const PASSWORD = 'Copper-kettle-58-lanterns'
const organization = {
  id: '01a1f859-d525-702e-874d-6f9b61ee33bb',
  slug: 'tide-fennel',
  name: 'Tide & Fennel',
  timeZone: 'Europe/Dublin',
  currency: 'EUR',
  version: 3,
}
const key = { idempotencyKey: expect.any(String) }

const type = async (user: UserEvent, label: string, text: string) => {
  const field = await screen.findByLabelText(label)
  await user.clear(field)
  await user.type(field, text)
}
const clear = (label: string) => async (user: UserEvent) => user.clear(await screen.findByLabelText(label))

describeForms(
  {
    'auth.me': () => ({
      ...me,
      organizations: me.organizations.map((one) => ({
        ...one,
        permissions: [...one.permissions, 'organization.write'],
      })),
    }),
    'auth.registration': () => ({ mode: 'open', passwordPolicy: 'default' }),
    'auth.sessions.list': () => ({ items: [], nextCursor: null }),
    'auth.passkeys.list': () => ({ items: [] }),
    'auth.secondFactor.get': () => ({ totpSince: null, passkeys: 0, backupCodesLeft: 0, requiredBy: [] }),
    'organizations.get': () => organization,
    'auth.emailChange': () => ({ pending: null }),
    'auth.deletionPlan': () => ({ graceDays: 14, organizations: [] }),
  },
  [
    {
      name: 'another address',
      path: '/o/tide-fennel/settings?tab=account',
      submit: 'Change address',
      pending: 'Sending',
      procedure: 'auth.changeEmail',
      answer: () => ({}),
      wrong: { label: 'New address', message: 'Write an e-mail address such as ana@example.com.' },
      refusable: { label: 'New address', name: 'email' },
      fill: (user) => type(user, 'New address', 'maeve@tide.example'),
      input: { email: 'maeve@tide.example', ...key },
      done: { says: 'Check both mailboxes: each has a link.' },
    },
    {
      name: 'an organization',
      path: '/o/tide-fennel/settings',
      submit: 'Save',
      pending: 'Saving',
      procedure: 'organizations.update',
      answer: () => ({ ...organization, name: 'Tide and Fennel', version: 4 }),
      spoil: clear('Name'),
      wrong: { label: 'Name', message: 'Fill in the name.' },
      refusable: { label: 'Currency', name: 'currency' },
      fill: async (user) => {
        await type(user, 'Name', 'Tide and Fennel')
        await user.selectOptions(screen.getByLabelText('Currency'), 'GBP, British Pound')
      },
      // The version that was read goes along, so that nobody writes over a change they did not see.
      input: { name: 'Tide and Fennel', currency: 'GBP', version: 3, ...key },
      done: { says: 'Saved.' },
    },
    {
      name: 'a profile',
      path: '/o/tide-fennel/settings?tab=profile',
      submit: 'Save',
      pending: 'Saving',
      procedure: 'auth.updateProfile',
      answer: () => ({}),
      spoil: clear('Name'),
      wrong: { label: 'Name', message: 'Fill in the name.' },
      refusable: { label: 'Name', name: 'name' },
      fill: (user) => type(user, 'Name', 'Maeve B.'),
      input: { name: 'Maeve B.', ...key },
      done: { says: 'Saved.' },
    },
    {
      name: 'another password',
      path: '/o/tide-fennel/settings?tab=sign-in',
      submit: 'Change password',
      pending: 'Saving',
      procedure: 'auth.changePassword',
      answer: () => ({}),
      wrong: { label: 'Current password', message: 'Enter a password.' },
      refusable: { label: 'Current password', name: 'currentPassword' },
      fill: async (user) => {
        await type(user, 'Current password', 'the-old-one')
        await type(user, 'New password', PASSWORD)
      },
      input: { currentPassword: 'the-old-one', password: PASSWORD, ...key },
      done: {
        says: 'Your password is changed. You are signed out everywhere else.',
        empties: 'Current password',
      },
    },
  ],
)
