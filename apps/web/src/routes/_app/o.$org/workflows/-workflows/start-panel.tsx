import { Button } from '@hub/ui/button'
import { Menu, MenuItem } from '@hub/ui/menu'
import { CalendarClock, ClipboardList, Plus, Webhook, Zap } from 'lucide-react'
import { freeName, namesIn } from './flow-tree.ts'
import type { Trigger, TriggerType } from './flow.ts'
import { useFlowActs } from './flow-acts.ts'
import { FormFields } from './form-fields.tsx'
import { PanelHead } from './panel-head.tsx'
import { startIcon, startLine, startTitle } from './start-words.ts'
import { TriggerForm } from './trigger-form.tsx'

const blanks: Record<TriggerType, (id: string) => Trigger> = {
  schedule: (id) => ({ id, type: 'schedule', cron: '0 8 * * 1-5', missed: 'skip' }),
  event: (id) => ({ id, type: 'event', topic: '' }),
  webhook: (id) => ({ id, type: 'webhook' }),
  form: (id) => ({
    id,
    type: 'form',
    title: 'Write to us',
    intro: '',
    thanks: 'Thank you. It has arrived.',
    fields: [{ name: 'message', title: 'Your message', type: 'long_text', isRequired: true, choices: [] }],
  }),
}

/** How a workflow starts: by itself, and what is asked of whoever starts it by hand. */
export function StartPanel() {
  const { draft, canWrite, change } = useFlowActs()
  const Icon = startIcon(draft)
  const add = (type: TriggerType) =>
    change((before) => ({
      ...before,
      triggers: [...before.triggers, blanks[type](freeName(type, namesIn(before)))],
    }))
  return (
    <>
      <PanelHead title={startTitle(draft)} line={startLine(draft)} icon={<Icon aria-hidden="true" />} />
      <div className="flex flex-col gap-5 px-5 pb-6">
        {draft.triggers.length === 0 && (
          <p className="text-13 text-text-2">
            You start it by hand, in its runs. Add what starts it by itself, if anything does.
          </p>
        )}
        {draft.triggers.map((trigger) => (
          <TriggerForm key={trigger.id} trigger={trigger} />
        ))}
        {canWrite && (
          <Menu
            trigger={
              <Button size="sm" className="self-start">
                <Plus aria-hidden="true" />
                Add what starts it
              </Button>
            }
          >
            <MenuItem icon={<CalendarClock aria-hidden="true" />} onClick={() => add('schedule')}>
              A time
            </MenuItem>
            <MenuItem icon={<Zap aria-hidden="true" />} onClick={() => add('event')}>
              Something that happens
            </MenuItem>
            <MenuItem icon={<Webhook aria-hidden="true" />} onClick={() => add('webhook')}>
              Another service that calls
            </MenuItem>
            <MenuItem icon={<ClipboardList aria-hidden="true" />} onClick={() => add('form')}>
              A form that people fill in
            </MenuItem>
          </Menu>
        )}
        <FormFields />
      </div>
    </>
  )
}
