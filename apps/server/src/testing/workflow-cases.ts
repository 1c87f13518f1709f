import { openSession } from '@hub/api/testing'
import type { TestHub } from '@hub/api/testing'
import type { Preparation } from './account-cases.ts'

const asks = { steps: [{ id: 'ok', type: 'approval', title: 'Go on?', question: 'Go on?' }] }

/** A workflow that is published, and its owner. */
async function published(hub: TestHub) {
  const { api, owner } = await hub.newOrg()
  const { id } = await api.workflows.create({ name: 'Late payers', draft: asks })
  await api.workflows.publish({ id })
  return { id, api, bearer: (await openSession(hub.hub, owner.userId)).accessToken }
}

async function withSecret(hub: TestHub) {
  const made = await published(hub)
  await made.api.workflows.secrets.set({
    name: 'shop_key',
    secret: 'a key of the shop',
    hosts: ['api.shop.example'],
  })
  return made
}

async function withWebhook(hub: TestHub) {
  const { api, owner } = await hub.newOrg()
  const draft = { ...asks, triggers: [{ id: 'web', type: 'webhook' as const }] }
  const { id } = await api.workflows.create({ name: 'Orders', draft })
  await api.workflows.publish({ id })
  return { input: { id, key: 'web' }, bearer: (await openSession(hub.hub, owner.userId)).accessToken }
}

/** What can be done with a workflow depends on how it is. */
export const workflowPreparations: Record<string, Preparation> = {
  'workflows.update': async (hub) => {
    const { id, bearer } = await published(hub)
    return { input: { id, name: 'Very late payers' }, bearer }
  },
  'workflows.switch': async (hub) => {
    const { id, bearer } = await published(hub)
    return { input: { id, isOn: false }, bearer }
  },
  'workflows.runs.retry': async (hub) => {
    const { id, api, bearer } = await published(hub)
    const run = await api.workflows.runs.start({ id })
    await api.workflows.runs.cancel({ id: run.id })
    return { input: { id: run.id, version: 'same' }, bearer }
  },
  'workflows.webhookSecret': withWebhook,
  'workflows.rotateWebhookSecret': withWebhook,
  'workflows.secrets.list': async (hub) => ({ input: {}, bearer: (await withSecret(hub)).bearer }),
  'workflows.secrets.remove': async (hub) => {
    const { bearer } = await withSecret(hub)
    return { input: { name: 'shop_key' }, bearer }
  },
}

/** What only goes well with somebody outside, and where that is tried. */
export const needsOthers: Readonly<Record<string, string>> = {
  'workflows.actions.askModel': 'asks a language model (assistant/model/ask.test.ts)',
  'workflows.actions.callApi': 'calls a service on the internet (workflows/actions.test.ts)',
  'modules.accounting.invoices.update': 'takes a draft (accounting/documents/invoices.test.ts)',
  'modules.accounting.invoices.remove': 'takes a draft (accounting/documents/invoices.test.ts)',
  'modules.accounting.invoices.post': 'takes a draft (accounting/documents/invoices.test.ts)',
  'modules.accounting.paymentsIn.takeOff':
    'takes a payment that was put to the invoice (accounting/payments/payments.test.ts)',
  'modules.accounting.bank.statements.import': 'takes a file of its own (accounting/bank/import.test.ts)',
  'modules.foundry.datasets.load': 'takes a file of its own (foundry/datasets/load.test.ts)',
  'connectors.syncs.step': 'asks a service on the internet (connectors/shopify.test.ts)',
  'connectors.syncs.listen': 'asks a service on the internet (connectors/shopify-webhooks.test.ts)',
  'connectors.syncs.recheck': 'asks a service on the internet (connectors/shopify.test.ts)',
  'connectors.syncs.reconcile': 'asks a service on the internet (connectors/shopify.test.ts)',
  'modules.security.scans.start': 'asks a website on the internet (security/scanning.test.ts)',
  'modules.security.schedules.due': 'lists what is due, and nothing is (security/weekly-scan.test.ts)',
  'modules.security.schedules.run': 'asks a website on the internet (security/weekly-scan.test.ts)',
  'modules.marketplace.listings.add': 'asks a shop on the internet (marketplace/checking.test.ts)',
  'modules.marketplace.checks.start': 'asks a shop on the internet (marketplace/checking.test.ts)',
  'modules.marketplace.competitors.find': 'asks Google Places (marketplace/competitors/finding.test.ts)',
  'modules.marketplace.checks.due': 'lists what is due, and nothing is (marketplace/checking.test.ts)',
  'modules.marketplace.checks.run': 'asks a shop on the internet (marketplace/checking.test.ts)',
  'modules.foundry.datasets.preview': 'takes a file of its own (foundry/datasets/load.test.ts)',
  'modules.foundry.views.open':
    'opens views of objects alone, and the one made here is of the log (foundry/views/views.test.ts)',
}
