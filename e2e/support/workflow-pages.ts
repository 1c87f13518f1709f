import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { at, firstId, heading } from './pages.ts'
import type { PageUnderTest } from './pages.ts'
import { partner } from './people.ts'
import { sampleWorkflow } from './seed.ts'

const sample = () => firstId('workflows.list', { search: sampleWorkflow }, partner)
const inSample = (rest: string) => async (page: Page) =>
  page.goto(`/o/${partner.slug}/workflows/${await sample()}${rest}`)

/** Of the partner, whose workflow is there from the beginning; what it did depends on the run, so there are no pictures. */
export const workflowPages: readonly PageUnderTest[] = [
  {
    name: 'workflow-canvas',
    open: inSample('?step=ok'),
    ready: async (page) => {
      await expect(page.getByRole('button', { name: /^Wait for your OK/ })).toBeVisible()
      await expect(page.getByLabel('What they see', { exact: true })).toBeVisible()
      await expect(page.getByRole('button', { name: /^Add a step between Wait for your OK/ })).toBeVisible()
      // What can be done about the last run comes with its state.
      await expect(page.getByRole('button', { name: 'Earlier runs' })).toBeVisible()
    },
  },
  {
    name: 'workflow-list',
    open: inSample('?view=list&step=mail'),
    ready: (page) => expect(page.getByRole('list', { name: 'Used in Text' })).toBeVisible(),
  },
  {
    name: 'workflow-start',
    open: inSample('?view=list&step=@start'),
    ready: heading('Weekdays at 08:00'),
  },
  {
    name: 'workflow-runs',
    open: inSample('?view=list&tab=runs'),
    ready: (page) => expect(page.getByRole('list', { name: 'Runs' })).toBeVisible(),
  },
  {
    name: 'workflow-versions',
    open: inSample('?view=list&tab=versions'),
    ready: (page) => expect(page.getByRole('list', { name: 'Versions' })).toBeVisible(),
  },
  {
    name: 'workflow-run',
    open: async (page) => {
      const workflow = await sample()
      const run = await firstId('workflows.runs.list', { workflowId: workflow }, partner)
      await page.goto(`/o/${partner.slug}/workflows/${workflow}/runs/${run}`)
    },
    ready: (page) => expect(page.getByRole('button', { name: 'Approve' })).toBeVisible({ timeout: 20_000 }),
  },
  {
    name: 'workflow-secrets',
    open: at(`/o/${partner.slug}/workflows?secrets=true`),
    ready: (page) => expect(page.getByRole('dialog', { name: 'Secrets of workflows' })).toBeVisible(),
  },
]
