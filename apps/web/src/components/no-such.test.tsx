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
  ['/o/tide-fennel/approvals', 'approvals.get', 'request', 'the approvals'],
  ['/o/tide-fennel/assistant', 'assistant.conversations.get', 'conversation', 'a new one'],
  ['/o/tide-fennel/events/endpoints', 'endpoints.get', 'endpoint', 'the events'],
  ['/o/tide-fennel/jobs', 'jobs.get', 'job', 'the jobs'],
  ['/o/tide-fennel/travel', 'modules.travel.trips.get', 'trip', 'the trips'],
  ['/o/tide-fennel/marketplace', 'modules.marketplace.products.get', 'product', 'the prices'],
  ['/o/tide-fennel/foundry/objects', 'modules.foundry.objects.get', 'object', 'the data'],
  ['/admin/users', 'admin.users.get', 'account', 'the accounts'],
  ['/admin/organizations', 'admin.organizations.get', 'organization', 'the organizations'],
])('%s with half an id says so and leads on', async (...[page, procedure, what, place]) => {
  hub.procedures.set(procedure, () => {
    throw refuse('BAD_REQUEST', 'The id must be an id, as the hub gives them.')
  })
  hub.open(`${page}/${HALF}`)
  expect(await screen.findByRole('heading', { name: `There is no such ${what}`, level: 1 })).toBeVisible()
  expect(screen.getByRole('link', { name: `Go to ${place}` })).toBeVisible()
  expect(screen.queryByText(/must be an id/)).toBeNull()
  expect(screen.queryByRole('button', { name: 'Try now' })).toBeNull()
})
