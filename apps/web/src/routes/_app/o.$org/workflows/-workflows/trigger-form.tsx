import { TimeInput } from '@hub/ui/date-input'
import { Field } from '@hub/ui/field'
import { IconButton } from '@hub/ui/icon-button'
import { Input } from '@hub/ui/input'
import { Select } from '@hub/ui/select'
import { Switch } from '@hub/ui/switch'
import { Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useOrganization } from '../../../../../account.ts'
import type { Trigger, TriggerOf, TriggerType } from './flow.ts'
import { faultsAt, useFlowActs } from './flow-acts.ts'
import { FormTrigger } from './form-trigger.tsx'
import { cronOf, monthDays, rhythms, scheduleOf, weekdays } from './schedule-form.ts'
import type { Schedule } from './schedule-form.ts'
import { triggerWords } from './start-words.ts'
import { TopicField } from './topic-field.tsx'
import { WebhookTrigger } from './webhook-trigger.tsx'

interface FormOf<Type extends TriggerType> {
  trigger: TriggerOf<Type>
  onChange: (trigger: Trigger) => void
}

/** One thing that starts a workflow by itself. */
export function TriggerForm({ trigger }: { trigger: Trigger }) {
  const { canWrite, change } = useFlowActs()
  const set = (next: Trigger) =>
    change((draft) => ({
      ...draft,
      triggers: draft.triggers.map((one) => (one.id === next.id ? next : one)),
    }))
  const remove = () =>
    change((draft) => ({ ...draft, triggers: draft.triggers.filter(({ id }) => id !== trigger.id) }))
  return (
    <fieldset disabled={!canWrite} className="flex flex-col gap-3 rounded-md border border-line p-3.5">
      <legend className="sr-only">{triggerWords(trigger)}</legend>
      <div className="flex items-center justify-between gap-2">
        <b className="min-w-0 truncate text-13 font-semibold">{triggerWords(trigger)}</b>
        {canWrite && (
          <IconButton size="sm" label={`Remove: ${triggerWords(trigger)}`} onClick={remove}>
            <Trash2 />
          </IconButton>
        )}
      </div>
      {formOf(trigger, set)}
    </fieldset>
  )
}

function formOf(trigger: Trigger, onChange: (next: Trigger) => void): ReactNode {
  if (trigger.type === 'schedule') return <ScheduleForm trigger={trigger} onChange={onChange} />
  if (trigger.type === 'event') return <EventForm trigger={trigger} onChange={onChange} />
  if (trigger.type === 'form') return <FormTrigger trigger={trigger} onChange={onChange} />
  return <WebhookTrigger id={trigger.id} />
}

function ScheduleForm({ trigger, onChange }: FormOf<'schedule'>) {
  const { faults } = useFlowActs()
  const { timeZone } = useOrganization()
  // What was chosen may read as another rhythm: day 1 of each month is none that a week has.
  const schedule = scheduleOf(trigger.cron)
  const set = (next: Partial<Schedule>) => onChange({ ...trigger, cron: cronOf({ ...schedule, ...next }) })
  const error = faultsAt(faults, trigger.id, 'cron')[0]?.message
  const { every } = schedule
  return (
    <>
      <Field label="When">
        <Select
          options={rhythms}
          value={every}
          // Every quarter of an hour is none of the others, so that the fields show.
          onValueChange={(next) =>
            next === 'advanced' ? onChange({ ...trigger, cron: '*/15 * * * *' }) : set({ every: next })
          }
        />
      </Field>
      {every === 'week' && (
        <Field label="On">
          <Select options={weekdays} value={schedule.weekday} onValueChange={(weekday) => set({ weekday })} />
        </Field>
      )}
      {every === 'month' && (
        <Field
          label="On day"
          hint={Number(schedule.monthDay) > 28 ? 'Months that are shorter are left out.' : undefined}
          error={error}
        >
          <Select
            options={monthDays}
            value={schedule.monthDay}
            onValueChange={(monthDay) => set({ monthDay })}
          />
        </Field>
      )}
      {every === 'advanced' ? (
        <Field
          label="Five fields"
          hint="Minute, hour, day of the month, month, weekday: 0 8 * * 1 is Mondays at 8."
          error={error}
        >
          <Input
            spellCheck={false}
            className="font-mono text-13"
            maxLength={100}
            value={trigger.cron}
            onChange={({ target }) => onChange({ ...trigger, cron: target.value })}
          />
        </Field>
      ) : (
        <Field
          label={every === 'hour' ? 'At minute' : 'At'}
          hint={every === 'hour' ? undefined : `In ${trigger.timeZone ?? timeZone}`}
        >
          {every === 'hour' ? (
            <Select
              options={Array.from({ length: 12 }, (_, index) => ({
                value: `08:${String(index * 5).padStart(2, '0')}`,
                label: String(index * 5).padStart(2, '0'),
              }))}
              value={schedule.time}
              onValueChange={(time) => set({ time })}
            />
          ) : (
            <TimeInput
              value={schedule.time}
              onValueChange={(time) => typeof time === 'string' && set({ time })}
            />
          )}
        </Field>
      )}
      <Switch
        label="Make up for missed times"
        hint="Runs once for all that was missed while the hub was off."
        checked={trigger.missed === 'once'}
        onCheckedChange={(isOn) => onChange({ ...trigger, missed: isOn ? 'once' : 'skip' })}
      />
    </>
  )
}

function EventForm({ trigger, onChange }: FormOf<'event'>) {
  const { faults } = useFlowActs()
  const { match: _before, ...others } = trigger
  return (
    <>
      <TopicField
        label="What happens"
        topic={trigger.topic}
        error={faultsAt(faults, trigger.id, 'topic')[0]?.message}
        onChange={(topic) => onChange({ ...trigger, topic })}
      />
      <Field
        optional
        label="Only when"
        hint={'Such as event.title.contains("urgent")'}
        error={faultsAt(faults, trigger.id, 'match')[0]?.message}
      >
        <Input
          spellCheck={false}
          className="font-mono text-13"
          value={trigger.match ?? ''}
          onChange={({ target }) =>
            onChange(target.value === '' ? others : { ...others, match: target.value })
          }
        />
      </Field>
    </>
  )
}
