import { Card } from '@hub/ui/card'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NativeSelect } from '@hub/ui/native-select'
import { Switch } from '@hub/ui/switch'
import { useState } from 'react'
import { zoneOptions } from './zone-options.ts'
import type { Preferences, PreferencesChange } from './notification-preferences.ts'

interface HoursProps {
  preferences: Preferences
  onChange: (change: PreferencesChange) => void
}

const usual = { from: '22:00', to: '07:00' }
const OWN_ZONE = ''

/** When the person may be written to, by their own clock. */
export function NotificationHours({ preferences, onChange }: HoursProps) {
  const { quiet, digestAt, briefing, timeZone, zoneNow } = preferences
  return (
    <Card title="When mail and push may come">
      <div className="flex flex-col gap-4">
        <Switch
          label="Quiet hours"
          hint="Mail and push wait until they are over. The inbox does not."
          checked={quiet !== null}
          onCheckedChange={(isOn) => onChange({ quiet: isOn ? usual : null })}
        />
        {quiet !== null && (
          <div className="grid gap-3 tablet:grid-cols-2">
            <TimeField
              label="From"
              value={quiet.from}
              onChange={(from) => onChange({ quiet: { ...quiet, from } })}
            />
            <TimeField label="To" value={quiet.to} onChange={(to) => onChange({ quiet: { ...quiet, to } })} />
          </div>
        )}
        <Switch
          label="Briefing in the morning"
          hint="At 07:05, where something needs you or is good to know."
          checked={briefing}
          onCheckedChange={(isOn) => onChange({ briefing: isOn })}
        />
        <div className="grid gap-3 tablet:grid-cols-2">
          <TimeField
            label="Daily mail at"
            value={digestAt}
            onChange={(time) => onChange({ digestAt: time })}
          />
          <Field label="Time zone">
            <NativeSelect
              options={[
                {
                  value: OWN_ZONE,
                  label: timeZone === null ? `As in your profile (${zoneNow})` : 'As in your profile',
                },
                ...zoneOptions(timeZone ?? zoneNow),
              ]}
              value={timeZone ?? OWN_ZONE}
              onChange={({ target: { value } }) => onChange({ timeZone: value === OWN_ZONE ? null : value })}
            />
          </Field>
        </div>
      </div>
    </Card>
  )
}

interface TimeFieldProps {
  label: string
  value: string
  onChange: (time: string) => void
}

/** Kept once it is left, so that nothing is sent while somebody types. */
function TimeField({ label, value, onChange }: TimeFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const keep = () => {
    if (typed !== null && typed !== '' && typed !== value) onChange(typed)
    setTyped(null)
  }
  return (
    <Field label={label}>
      <Input
        type="time"
        value={typed ?? value}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={keep}
        onKeyDown={({ key }) => key === 'Enter' && keep()}
      />
    </Field>
  )
}
