import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import { run } from '../metas.ts'
import { askModel } from './ask-model.ts'
import { callApi } from './call-api.ts'
import * as actions from './schema.ts'
import { sendEmail } from './send-email.ts'

export const actionsRouter = router({
  sendEmail: orgProcedure
    .meta({
      ...run,
      price: null,
      permission: 'workflow.write',
      limit: { name: 'workflows.email', per: 'organization', points: 500, seconds: 86_400 },
      title: 'Send an e-mail',
      description: 'Sends an e-mail from the organization to up to 20 addresses.',
    })
    .input(actions.SendEmail)
    .output(actions.SentEmail)
    .mutation(({ ctx, input }) => sendEmail(ctx, input)),
  callApi: orgProcedure
    .meta({
      ...run,
      price: null,
      permission: 'workflow.write',
      actsOutside: true,
      limit: { name: 'workflows.call', per: 'organization', points: 3_000, seconds: 3_600 },
      title: 'Call another service',
      description: 'Sends a request to a service on the public internet and answers what it says.',
    })
    .input(actions.CallApi)
    .output(actions.ApiAnswer)
    .mutation(({ ctx, input }) => callApi(ctx, input)),
  askModel: orgProcedure
    .meta({
      ...run,
      permission: 'workflow.write',
      actsOutside: true,
      title: 'Ask the language model',
      description: 'Asks the hub’s language model one question. Priced by what it reads and writes.',
    })
    .input(actions.AskModel)
    .output(actions.ModelAnswer)
    .mutation(({ ctx, input }) => askModel(ctx, input)),
})
