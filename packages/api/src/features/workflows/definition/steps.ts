import type { Hub } from '../../../platform/hub.ts'
import type { Step } from './schema.ts'

interface Wanted {
  /** null where no module of this hub has it. */
  path: string | null
  /** As people know it, for a sentence. */
  named: string
  /** Where in the step it was chosen. */
  field: string
  /** What it gets, before expressions are filled in; absent where the engine makes it. */
  input?: Readonly<Record<string, unknown>>
}

/** Which procedure a step calls; null for those that call none. */
export function procedureOf({ workflowSteps }: Pick<Hub, 'workflowSteps'>, step: Step): Wanted | null {
  switch (step.type) {
    case 'act':
      return { path: step.procedure, named: step.procedure, field: 'procedure', input: step.input }
    case 'create_task':
      return { path: workflowSteps.createTask, named: 'Create a task', field: 'type', input: step.input }
    case 'update_record':
      return {
        path: workflowSteps.updates.get(step.record) ?? null,
        named: step.record,
        field: 'record',
        input: { id: step.recordId, ...step.changes },
      }
    case 'send_email':
      return {
        path: 'workflows.actions.sendEmail',
        named: 'Send an e-mail',
        field: 'type',
      }
    case 'call_api':
      return { path: 'workflows.actions.callApi', named: 'Call a service', field: 'type' }
    case 'llm_query':
      return { path: 'workflows.actions.askModel', named: 'Ask a language model', field: 'type' }
    default:
      return null
  }
}

/** What the procedure of a step gets, before expressions are filled in. */
export function inputOf(hub: Pick<Hub, 'workflowSteps'>, step: Step): Readonly<Record<string, unknown>> {
  switch (step.type) {
    case 'send_email':
      return { to: step.to, subject: step.subject, text: step.text }
    case 'call_api':
      return {
        method: step.method,
        url: step.url,
        headers: step.headers,
        ...(step.body !== undefined && { body: step.body }),
      }
    case 'llm_query':
      return { question: step.question, answerAs: step.answerAs }
    default:
      return procedureOf(hub, step)?.input ?? {}
  }
}
