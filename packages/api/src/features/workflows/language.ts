import { z } from 'zod'
import type { OrgContext } from '../../platform/calls/context.ts'
import { Definition } from './definition/schema.ts'
import type { Language } from './schema.ts'

const guide = `A workflow has triggers (what starts it), fields (a form for whoever starts it by hand) and steps.
Steps stand in one list, in the order in which they run. A step inside another names it as "parent": the steps of a conditional have the branch "then" or "otherwise", those of for_each the branch "each", those of parallel the name of their branch.
Texts may hold expressions in double braces, in the Common Expression Language: "Dear {{ input.name }}". A text that is one expression keeps its type. A condition, the items of for_each and "match" are expressions without braces.
Expressions see: input (the form, or input.event of an event, input.body of a webhook, input.form of a form that was filled in, input.plannedAt of a schedule), steps.<id> (what an earlier step answered), org (name, timeZone, currency), run (number, workflow), now, today (a day such as 2026-11-23, in the organization's zone), and inside for_each the item by its name ("as") with <name>_index.
Beside those of the language there are: sum(list), join(list, ", "), money(number), json(value), and of days addDays(today, 7), mondayOf(today), firstOfMonth(today, 1), endOfMonth(today, 0).
What a step answers: act, create_task and update_record what their procedure answers (a list has items); send_email sentTo; call_api status, headers and body; llm_query text, and json where answerAs is json; conditional result; for_each count and results; approval decision (yes or no), note and byId; wait_for_event event. One that failed with onError "continue" has error.code and error.message instead. Try a draft with workflows.runs.test, which changes nothing, and read with workflows.runs.get what each step answered.
create_task takes the input of the act that makes tasks. act calls what a tool does: its procedure is the tool's name with dots, and with "modules." before those of modules; a fault tells the right one.
Secrets of calls are put in by reference, in call_api alone: {{ secret.shop_key }}.
“Every Monday at 8 mail me the open tasks” is: a schedule trigger; an act step “find” that lists; a send_email step whose text is {{ join(steps.find.items.map(one, "- " + one.title), "\\n") }}. Make it with workflows.create, mend its faults with workflows.update, then workflows.publish.
A workflow acts with the rights of whoever publishes it. Nothing runs before it is published.`

/** Made when it is first asked for: no start waits for it. */
let made: Language['schema'] | undefined
const schemaOf = () => (made ??= z.toJSONSchema(Definition, { io: 'input' }))

/** How a draft is written, for programs and assistants. */
export const languageRead = ({ hub }: OrgContext): Language => ({
  guide,
  schema: schemaOf(),
  topics: [...hub.events.open.keys()],
  records: [...hub.workflowSteps.updates.keys()].toSorted(),
  recordKinds: [...hub.workflowSteps.updates].map(([kind, procedure]) => ({
    kind,
    noun: hub.entities.get(kind)?.noun ?? kind,
    procedure,
  })),
})
