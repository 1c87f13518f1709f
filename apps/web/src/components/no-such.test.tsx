import '@testing-library/jest-dom/vitest'
import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { appOnHub } from '../testing/app-on-hub.ts'
import { contractAnswers, contractPermissions } from '../testing/contract-answers.ts'
import { me } from '../testing/open-app.tsx'
import { refuse } from '../testing/stand-in.ts'

const administrator = {
  user: { ...me.user, isPlatformAdmin: true },
  organizations: me.organizations.map((one) => ({ ...one, permissions: contractPermissions })),
}
const hub = appOnHub({ ...contractAnswers(), 'auth.me': () => administrator })
const HALF = '01a1f859-d525'

it.each([
  { page: '/o/tide-fennel/approvals', procedure: 'approvals.get', what: 'request', place: 'the approvals' },
  {
    page: '/o/tide-fennel/assistant',
    procedure: 'assistant.conversations.get',
    what: 'conversation',
    place: 'a new one',
  },
  {
    page: '/o/tide-fennel/events/endpoints',
    procedure: 'endpoints.get',
    what: 'endpoint',
    place: 'the events',
  },
  { page: '/o/tide-fennel/jobs', procedure: 'jobs.get', what: 'job', place: 'the jobs' },
  { page: '/o/tide-fennel/travel', procedure: 'modules.travel.trips.get', what: 'trip', place: 'the trips' },
  {
    page: '/o/tide-fennel/marketplace',
    procedure: 'modules.marketplace.products.get',
    what: 'product',
    place: 'the prices',
  },
  {
    page: '/o/tide-fennel/foundry/objects',
    procedure: 'modules.foundry.objects.get',
    what: 'object',
    place: 'the data',
  },
  { page: '/admin/users', procedure: 'admin.users.get', what: 'account', place: 'the accounts' },
  {
    page: '/admin/organizations',
    procedure: 'admin.organizations.get',
    what: 'organization',
    place: 'the organizations',
  },
])('$page with half an id says so and leads on', async ({ page, procedure, what, place }) => {
  hub.procedures.set(procedure, () => {
    throw refuse('BAD_REQUEST', 'The id must be an id, as the hub gives them.')
  })
  hub.open(`${page}/${HALF}`)
  expect(await screen.findByRole('heading', { name: `There is no such ${what}`, level: 1 })).toBeVisible()
  expect(screen.getByRole('link', { name: `Go to ${place}` })).toBeVisible()
  expect(screen.queryByText(/must be an id/)).toBeNull()
  expect(screen.queryByRole('button', { name: 'Try now' })).toBeNull()
})
