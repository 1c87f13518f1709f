import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import * as schema from './schema.ts'
import { listReminders, previewReminders, sendReminders } from './service.ts'

export const remindersRouter = router({
  list: orgProcedure
    .meta({
      permission: 'accounting.sale.read',
      price: null,
      effect: 'read',
      doors: 'all',
      title: 'List reminders',
      description: 'Which customers were reminded of which invoices by mail, newest first.',
    })
    .input(schema.ListReminders)
    .output(schema.ReminderPage)
    .query(({ ctx, input }) => listReminders(ctx, input)),
  preview: orgProcedure
    .meta({
      permission: 'accounting.sale.read',
      price: null,
      effect: 'read',
      doors: 'all',
      title: 'See what reminders would say',
      description:
        'The mails that would go to customers who are late, word for word. Without an invoice or a customer: of all that is overdue.',
    })
    .input(schema.PreviewReminders)
    .output(schema.ReminderPreview)
    .query(({ ctx, input }) => previewReminders(ctx, input)),
  send: orgProcedure
    .meta({
      permission: 'accounting.sale.send',
      price: null,
      effect: 'write',
      doors: 'all',
      // A hub that mails whatever it is told to would be used for it.
      limit: { name: 'accounting.reminders.send', per: 'organization', points: 200, seconds: 86_400 },
      title: 'Remind customers of overdue invoices',
      description:
        'Mails each customer what is overdue, with the invoices; firmer each time. Of one invoice at most once a day.',
    })
    .input(schema.SendReminders)
    .output(schema.RemindersSent)
    .mutation(({ ctx, input }) => sendReminders(ctx, input)),
})
