import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { resume } from './hub-client.ts'
import { linkFor } from './mailbox.ts'
import { keeper } from './people.ts'
import type { Person } from './people.ts'
import { pagesOfBooks } from './pages-of-books.ts'
import { pagesOfConnectors } from './pages-of-connectors.ts'
import { pagesOfData } from './pages-of-data.ts'
import { pagesOfPrices } from './pages-of-prices.ts'
import { pagesOfSecurity } from './pages-of-security.ts'
import { pagesOfTravel } from './pages-of-travel.ts'
import { pendingTitle, taskTitles } from './seed.ts'

export interface PageUnderTest {
  /** For people and for file names of pictures. */
  name: string
  open: (page: Page) => Promise<unknown>
  /** Says that the page shows what it is about. */
  ready: (page: Page) => Promise<void>
  /** A state of a page that is there by itself as well. */
  isState?: boolean
  /** What the browser complains of because the page is opened like this. */
  causes?: readonly RegExp[]
}

/** Looks like a token and is none. */
const TOKEN = 'A'.repeat(43)

export const heading = (name: string | RegExp) => (page: Page) =>
  expect(page.getByRole('heading', { name }).first()).toBeVisible()

export const at = (path: string) => (page: Page) => page.goto(path)
const inKeepers = (path: string) => at(`/o/${keeper.slug}${path}`)

/** The page of a link that nobody can ask about, so that it looks as if it still worked. */
const withLinkOf = (path: string) => async (page: Page) => {
  await page.route(/auth\.linkState/, (route) => route.abort())
  await page.goto(`${path}?token=${TOKEN}`)
}
const unasked = [/ERR_FAILED|Failed to fetch/]

/** The first item of a list of a person's organization: the keeper's. */
export async function firstId(
  procedure: string,
  input: Record<string, unknown>,
  person: Person = keeper,
): Promise<string> {
  const hub = await resume(person)
  const { items } = await hub.query<{ items: { id: string }[] }>(procedure, input)
  await hub.dispose()
  const [first] = items
  if (!first) throw new Error(`${procedure} found nothing for ${JSON.stringify(input)}.`)
  return first.id
}

export const publicPages: readonly PageUnderTest[] = [
  { name: 'sign-in', open: at('/sign-in'), ready: heading('Sign in') },
  { name: 'sign-up', open: at('/sign-up'), ready: heading('Create an account') },
  {
    name: 'sign-up-with-errors',
    isState: true,
    open: async (page) => {
      await page.goto('/sign-up')
      await page.getByRole('button', { name: 'Create account' }).click()
    },
    ready: (page) => expect(page.getByText('Accept the terms to go on.')).toBeVisible(),
  },
  {
    name: 'check-mail',
    open: at('/check-mail?email=nora%40quay-street.example'),
    ready: heading('Check your mailbox'),
  },
  {
    name: 'confirm-address',
    open: withLinkOf('/verify'),
    ready: heading('Confirm your address'),
    causes: unasked,
  },
  {
    name: 'ended-link',
    isState: true,
    open: at(`/reset?token=${TOKEN}`),
    ready: heading('This link no longer works'),
  },
  {
    name: 'incomplete-link',
    isState: true,
    open: at('/verify'),
    ready: heading('This link is not complete'),
  },
  {
    name: 'change-of-address',
    open: withLinkOf('/email-change'),
    ready: heading('Confirm the change of address'),
    causes: unasked,
  },
  { name: 'forgot-password', open: at('/forgot'), ready: heading('Forgot your password?') },
  {
    name: 'reset-password',
    open: withLinkOf('/reset'),
    ready: heading('Choose a new password'),
    causes: unasked,
  },
  {
    name: 'first-administrator',
    isState: true,
    open: withLinkOf('/setup'),
    ready: heading('Set up this hub'),
    causes: unasked,
  },
  {
    name: 'invitation',
    open: async (page) => page.goto(await linkFor('guest@tide-and-fennel.example', /invites you/)),
    ready: heading(`Join ${keeper.organization}`),
  },
  {
    name: 'used-invitation',
    isState: true,
    open: at(`/invite?token=${TOKEN}`),
    ready: heading('This invitation cannot be used'),
    causes: [/40[04] \(.*\).*organizations\.invitations\.preview/, /TRPCClientError: This invitation/],
  },
  { name: 'nothing-here', open: at('/no/such/page'), ready: heading('Nothing at this address') },
]

export const signedInPages: readonly PageUnderTest[] = [
  { name: 'dashboard', open: inKeepers(''), ready: heading(/Odile/) },
  { name: 'assistant', open: inKeepers('/assistant'), ready: heading('What should be done?') },
  {
    name: 'conversation',
    open: async (page) =>
      inKeepers(`/assistant/${await firstId('assistant.conversations.list', { search: 'polish' })}`)(page),
    ready: (page) => expect(page.getByRole('group', { name: 'Create a task?' })).toContainText(pendingTitle),
  },
  { name: 'tasks', open: inKeepers('/tasks'), ready: heading('Tasks') },
  { name: 'tasks-as-list', open: inKeepers('/tasks?view=list'), ready: heading('Tasks') },
  {
    name: 'task',
    open: async (page) =>
      inKeepers(`/tasks?task=${await firstId('modules.ops.tasks.list', { search: taskTitles.commented })}`)(
        page,
      ),
    ready: (page) => expect(page.getByRole('dialog').getByLabel('Title')).toHaveValue(taskTitles.commented),
  },
  {
    name: 'new-task',
    isState: true,
    open: inKeepers('/tasks?new=true'),
    ready: (page) => expect(page.getByRole('dialog', { name: 'New task' })).toBeVisible(),
  },
  // Where there are no books yet; its figures would be those of the day.
  {
    name: 'accounting',
    open: inKeepers('/accounting'),
    ready: heading('Set up the books'),
  },
  ...pagesOfBooks,
  ...pagesOfData,
  ...pagesOfPrices,
  ...pagesOfTravel,
  ...pagesOfSecurity,
  ...pagesOfConnectors,
  { name: 'approvals', open: inKeepers('/approvals'), ready: heading('Approvals') },
  {
    name: 'approval',
    open: async (page) =>
      inKeepers(`/approvals/${await firstId('approvals.list', { status: 'pending' })}`)(page),
    ready: (page) => expect(page.getByRole('main')).toContainText(pendingTitle),
  },
  {
    name: 'credits',
    open: inKeepers('/credits'),
    ready: (page) => expect(page.getByRole('button', { name: 'Show as table' })).toBeVisible(),
  },
  // When something came depends on the run.
  { name: 'inbox', isState: true, open: inKeepers('/inbox'), ready: heading('Inbox') },
  // When it was made depends on the run.
  { name: 'jobs', isState: true, open: inKeepers('/jobs'), ready: heading('Jobs') },
  {
    name: 'job',
    isState: true,
    open: async (page) => inKeepers(`/jobs/${await firstId('jobs.list', {})}`)(page),
    ready: heading('Export of tasks'),
  },
  // When it happened depends on the run.
  { name: 'events', isState: true, open: inKeepers('/events'), ready: heading('Events') },
  {
    name: 'endpoints',
    isState: true,
    open: inKeepers('/events?view=endpoints'),
    ready: (page) => expect(page.getByRole('link', { name: 'Till in the shop' })).toBeVisible(),
  },
  {
    name: 'topics',
    isState: true,
    open: inKeepers('/events?view=topics'),
    ready: (page) => expect(page.getByRole('list', { name: 'Topics' })).toBeVisible(),
  },
  {
    name: 'endpoint',
    isState: true,
    open: async (page) => inKeepers(`/events/endpoints/${await firstId('endpoints.list', {})}`)(page),
    ready: heading(/^Till in the shop/),
  },
  {
    name: 'new-endpoint',
    isState: true,
    open: inKeepers('/events?view=endpoints&new=true'),
    ready: (page) => expect(page.getByRole('dialog', { name: 'New endpoint' })).toBeVisible(),
  },
  { name: 'workflows', open: inKeepers('/workflows'), ready: heading('Workflows') },
  { name: 'connect', open: inKeepers('/connect'), ready: heading('Connect your assistant') },
  {
    name: 'new-key',
    isState: true,
    open: inKeepers('/connect?new=true'),
    ready: (page) => expect(page.getByRole('dialog', { name: 'New key' })).toBeVisible(),
  },
  { name: 'team', open: inKeepers('/team'), ready: heading('Team') },
  {
    name: 'invite',
    isState: true,
    open: inKeepers('/team?invite=true'),
    ready: (page) => expect(page.getByRole('dialog', { name: /Invite somebody/ })).toBeVisible(),
  },
  { name: 'settings', open: inKeepers('/settings'), ready: heading('Settings') },
  { name: 'profile', open: inKeepers('/settings?tab=profile'), ready: heading('Settings') },
  { name: 'sign-in-settings', open: inKeepers('/settings?tab=sign-in'), ready: heading('Settings') },
  {
    name: 'notification-settings',
    isState: true,
    open: inKeepers('/settings?tab=notifications'),
    ready: (page) => expect(page.getByRole('table', { name: 'What reaches you' })).toBeVisible(),
  },
  { name: 'account-settings', open: inKeepers('/settings?tab=account'), ready: heading('Settings') },
  // What stands in it depends on the run, so there is no picture of it.
  { name: 'audit-log', isState: true, open: inKeepers('/audit'), ready: heading('Audit log') },
  { name: 'new-organization', open: at('/new-organization'), ready: heading('New organization') },
  {
    name: 'no-such-organization',
    isState: true,
    open: at('/o/no-such-business'),
    ready: heading('Nothing at this address'),
  },
  {
    name: 'palette',
    isState: true,
    open: async (page) => {
      await inKeepers('/tasks')(page)
      await page.getByRole('heading', { name: 'Tasks', exact: true }).waitFor()
      await page.keyboard.press('ControlOrMeta+k')
    },
    ready: (page) => expect(page.getByRole('dialog')).toBeVisible(),
  },
]

export const adminPages: readonly PageUnderTest[] = [
  // Its figures are those of the run, so there is no picture of it.
  { name: 'admin-overview', isState: true, open: at('/admin'), ready: heading('Overview') },
  { name: 'admin-people', open: at('/admin/users?q=odile'), ready: heading('People') },
  { name: 'admin-jobs', isState: true, open: at('/admin/jobs'), ready: heading('Jobs') },
  { name: 'admin-organizations', open: at('/admin/organizations?q=tide'), ready: heading('Organizations') },
  {
    name: 'admin-adjust-credits',
    isState: true,
    open: async (page) => {
      await page.goto('/admin/organizations?q=tide')
      await page.getByRole('button', { name: `Adjust credits of ${keeper.organization}` }).click()
    },
    ready: (page) => expect(page.getByRole('dialog')).toBeVisible(),
  },
  {
    name: 'admin-person',
    isState: true,
    open: async (page) => {
      await page.goto('/admin/users?q=odile')
      await page.getByRole('link', { name: keeper.name }).click()
    },
    ready: heading(keeper.name),
  },
  {
    name: 'admin-organization',
    isState: true,
    open: async (page) => {
      await page.goto('/admin/organizations?q=tide')
      await page.getByRole('link', { name: keeper.organization }).click()
    },
    ready: heading(keeper.organization),
  },
  { name: 'admin-audit', isState: true, open: at('/admin/audit'), ready: heading('Audit') },
  { name: 'admin-broadcasts', isState: true, open: at('/admin/broadcasts'), ready: heading('Messages') },
  { name: 'admin-addresses', open: at('/admin/addresses'), ready: heading('Blocked addresses') },
]
