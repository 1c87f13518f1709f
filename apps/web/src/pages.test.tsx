import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { contractAnswers, contractPermissions } from './testing/contract-answers.ts'
import { me, openApp } from './testing/open-app.tsx'
import { refuse, standIn } from './testing/stand-in.ts'

const ID = '01a1f859-d525-702e-874d-6f9b61ee33cc'
const TOKEN = 'A'.repeat(43)
const administrator = {
  user: { ...me.user, isPlatformAdmin: true },
  organizations: me.organizations.map((organization) => ({
    ...organization,
    permissions: contractPermissions,
  })),
}

const answers = contractAnswers()
const hub = standIn({ ...answers, 'auth.me': () => administrator })
const signedOut = () => {
  throw refuse('UNAUTHORIZED', 'Sign in first.')
}

let app: ReturnType<typeof openApp> | undefined
const errors = vi.spyOn(console, 'error')
beforeAll(() => hub.server.listen({ onUnhandledFrame: 'bypass' }))
beforeEach(() => {
  localStorage.clear()
  errors.mockClear()
  hub.procedures.set('auth.me', () => administrator)
})
afterEach(() => {
  app?.close()
  cleanup()
})
afterAll(() => hub.server.close())

/** Opens a page, waits for all it shows, and says what was wrong with it. */
async function faultsOf(path: string, heading: string | RegExp): Promise<string[]> {
  app = openApp(path)
  // A dialog that is open from the first takes the page from screen readers.
  await screen.findAllByRole('heading', { name: heading, hidden: true })
  await waitFor(() => expect(document.querySelector('[aria-busy="true"]')).toBeNull())
  const broken = screen
    .queryAllByText(/could not be (?:loaded|shown)|^Not here$/)
    .map((part) => part.textContent)
  const primary = [...document.querySelectorAll('.bg-accent.text-on-accent.shadow-1')].filter(
    // What stands over the page has an act of its own, and so has each request to approve.
    (button) => button.closest('[role="dialog"], [role="alertdialog"], [role="group"]') === null,
  )
  const rivals =
    primary.length > 1 ? [`${primary.map((one) => one.textContent).join(', ')} are all primary`] : []
  return [...broken, ...rivals, ...errors.mock.calls.map(([first]) => String(first))]
}

it.each([
  ['/o/tide-fennel', /Maeve/],
  ['/o/tide-fennel/tasks', 'Tasks'],
  ['/o/tide-fennel/tasks?view=list', 'Tasks'],
  ['/o/tide-fennel/tasks?new=true', 'Tasks'],
  ['/o/tide-fennel/tasks?notes=true', 'Tasks'],
  [`/o/tide-fennel/tasks?task=${ID}`, 'Tasks'],
  ['/o/tide-fennel/accounting', 'Accounting'],
  ['/o/tide-fennel/accounting/journal', 'Journal'],
  ['/o/tide-fennel/accounting/journal?new=true', 'New entry'],
  [`/o/tide-fennel/accounting/journal?entry=${ID}`, 'Journal'],
  [`/o/tide-fennel/accounting/ledger?account=${ID}`, 'Ledger'],
  ['/o/tide-fennel/accounting/invoices', 'Invoices'],
  ['/o/tide-fennel/accounting/invoices/new', 'New invoice'],
  [`/o/tide-fennel/accounting/invoices/${ID}`, /Draft of an invoice|INV|Guji/],
  ['/o/tide-fennel/accounting/payments', 'Payments'],
  [`/o/tide-fennel/accounting/payments?payment=${ID}`, 'Payments'],
  ['/o/tide-fennel/accounting/contacts', 'Customers and vendors'],
  [`/o/tide-fennel/accounting/contacts?contact=${ID}`, 'Customers and vendors'],
  ['/o/tide-fennel/accounting/details', 'Business details'],
  ['/o/tide-fennel/accounting/bank', 'Bank'],
  [`/o/tide-fennel/accounting/bank?line=${ID}`, 'Bank'],
  ['/o/tide-fennel/accounting/accounts', 'Ledger accounts'],
  ['/o/tide-fennel/accounting/reports', 'Reports'],
  ['/o/tide-fennel/accounting/reports?report=profit', 'Reports'],
  ['/o/tide-fennel/accounting/reports?report=balance', 'Reports'],
  ['/o/tide-fennel/accounting/reports?report=receivables', 'Reports'],
  ['/o/tide-fennel/foundry', /Data|Guji/],
  [`/o/tide-fennel/foundry/objects/${ID}`, /Guji beans/],
  ['/o/tide-fennel/foundry/sources', 'Sources'],
  [`/o/tide-fennel/foundry/sources?dataset=${ID}`, 'Sources'],
  ['/o/tide-fennel/foundry/model', 'Model'],
  [`/o/tide-fennel/foundry/model?type=${ID}`, 'Model'],
  ['/o/tide-fennel/security', 'Security'],
  ['/o/tide-fennel/security?add=true', 'Add a website'],
  [`/o/tide-fennel/security?finding=${ID}`, /Guji beans/],
  [`/o/tide-fennel/security/${ID}`, /Guji beans/],
  [`/o/tide-fennel/security/${ID}?finding=${ID}`, /Guji beans/],
  [`/o/tide-fennel/security/${ID}/scans`, 'Earlier scans'],
  ['/o/tide-fennel/marketplace', 'Prices'],
  ['/o/tide-fennel/marketplace/competitors', 'Competitors'],
  ['/o/tide-fennel/marketplace?add=true', 'Add a product page'],
  [`/o/tide-fennel/marketplace/${ID}`, /Guji beans/],
  [`/o/tide-fennel/marketplace/${ID}?days=365&listing=${ID}`, 'Page of a shop'],
  ['/o/tide-fennel/travel', 'Travel'],
  ['/o/tide-fennel/travel/cars', 'Own cars'],
  ['/o/tide-fennel/travel/watches', 'Watched prices'],
  [`/o/tide-fennel/travel/${ID}`, /Guji beans/],
  ['/o/tide-fennel/connectors', 'Connectors'],
  [`/o/tide-fennel/connectors?connection=${ID}`, 'Connectors'],
  ['/o/tide-fennel/connectors?connect=shopify', 'Connect Shopify'],
  ['/o/tide-fennel/connectors?connect=stripe', 'Connect Stripe'],
  ['/connectors/shopify/callback?state=tide-fennel.x', 'Nothing was connected'],
  ['/o/tide-fennel/assistant', 'What should be done?'],
  [`/o/tide-fennel/assistant/${ID}`, /Guji beans/],
  ['/o/tide-fennel/approvals', 'Approvals'],
  [`/o/tide-fennel/approvals/${ID}`, /Guji beans/],
  ['/o/tide-fennel/inbox', 'Inbox'],
  ['/o/tide-fennel/jobs', 'Jobs'],
  [`/o/tide-fennel/jobs/${ID}`, /Guji beans/],
  ['/o/tide-fennel/events', 'Events'],
  ['/o/tide-fennel/events?view=endpoints', 'Events'],
  ['/o/tide-fennel/events?view=topics', 'Events'],
  [`/o/tide-fennel/events/endpoints/${ID}`, /Guji beans/],
  ['/o/tide-fennel/workflows', 'Workflows'],
  ['/o/tide-fennel/workflows?secrets=true', 'Secrets of workflows'],
  [`/o/tide-fennel/workflows/${ID}?view=list&step=mail`, 'Remind them'],
  [`/o/tide-fennel/workflows/${ID}?view=list&step=@start`, 'Mondays at 08:00'],
  [`/o/tide-fennel/workflows/${ID}?view=list&tab=runs`, /Guji beans/],
  [`/o/tide-fennel/workflows/${ID}?view=list&tab=versions`, /Guji beans/],
  [`/o/tide-fennel/workflows/${ID}/runs/${ID}`, /^Run 1/],
  ['/o/tide-fennel/credits', 'Credits'],
  ['/o/tide-fennel/connect', 'Connect your assistant'],
  ['/o/tide-fennel/team', 'Team'],
  ['/o/tide-fennel/settings', 'Settings'],
  ['/o/tide-fennel/settings?tab=profile', 'Settings'],
  ['/o/tide-fennel/settings?tab=sign-in', 'Settings'],
  ['/o/tide-fennel/settings?tab=notifications', 'Settings'],
  ['/o/tide-fennel/settings?tab=account', 'Settings'],
  ['/account', 'Your account'],
  ['/new-organization', 'New organization'],
  ['/admin', 'Overview'],
  ['/admin/users', 'People'],
  [`/admin/users/${ID}`, 'Account'],
  ['/admin/organizations', 'Organizations'],
  ['/admin/jobs', 'Jobs'],
  ['/admin/broadcasts', 'Messages'],
  [`/admin/organizations/${ID}`, 'Credits and settings'],
])('%s shows answers of the form the contract names (WEB-3)', async (path, heading) => {
  expect(await faultsOf(path, heading)).toEqual([])
})

it.each([
  ['/sign-in', 'Sign in'],
  ['/sign-up', 'Create an account'],
  ['/check-mail?email=nora%40quay-street.example', 'Check your mailbox'],
  [`/verify?token=${TOKEN}`, 'Confirm your address'],
  ['/verify', 'This link is not complete'],
  [`/email-change?token=${TOKEN}`, 'Confirm the change of address'],
  [`/email-change?refuse=${TOKEN}`, 'This was not you?'],
  ['/forgot', 'Forgot your password?'],
  [`/reset?token=${TOKEN}`, 'Choose a new password'],
  [`/setup?token=${TOKEN}`, 'Set up this hub'],
  [`/invite?token=${TOKEN}`, /Join/],
  ['/terms', 'Terms of this hub'],
])('%s is there for somebody who has not signed in', async (path, heading) => {
  hub.procedures.set('auth.me', signedOut)
  expect(await faultsOf(path, heading)).toEqual([])
})
