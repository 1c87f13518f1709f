import '@testing-library/jest-dom/vitest'
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { appOnHub } from '../testing/app-on-hub.ts'
import { me } from '../testing/open-app.tsx'

const lists = () => ({ items: [], nextCursor: null })
const countingIn = (currency: string) => () => ({
  ...me,
  organizations: me.organizations.map((one) => ({ ...one, currency })),
})
const hub = appOnHub({
  'modules.ops.tasks.list': lists,
  'organizations.members.list': lists,
})

it.each([
  { currency: 'EUR', form: 'DD/MM/YYYY', shown: '5 Jan 2027' },
  { currency: 'USD', form: 'MM/DD/YYYY', shown: 'May 1, 2027' },
])('reads 05.01.2027 as $shown where amounts are in $currency', async ({ currency, form, shown }) => {
  hub.procedures.set('auth.me', countingIn(currency))
  hub.open('/o/tide-fennel/tasks?new=todo')
  const due = await screen.findByLabelText(/^Due/, undefined, { timeout: 8_000 })
  expect(due).toHaveAttribute('placeholder', form)
  // What the test before typed is kept as a draft.
  await userEvent.clear(due)
  await userEvent.type(due, '05.01.2027')
  await userEvent.tab()
  expect(due).toHaveValue(shown)
})
