import { Card } from '@hub/ui/card'
import { Segments } from '@hub/ui/segments'
import { StackedBars } from '@hub/ui/stacked-bars'
import { shortDay } from '../../../../components/day-words.ts'
import { usePhone } from '../../../../components/use-phone.ts'
import type { Overview } from './figures.tsx'

const PHONE_DAYS = 10

interface PeopleChartProps {
  days: Overview['days']
  show: 'active' | 'new'
  onShow: (show: 'active' | 'new') => void
}

const names = { active: 'People who were here', new: 'New accounts' } as const

/** Who came and who is new, day by day. */
export function PeopleChart({ days, show, onShow }: PeopleChartProps) {
  const isPhone = usePhone()
  const shown = isPhone ? days.slice(-PHONE_DAYS) : days
  return (
    <Card
      title="Day by day"
      action={
        <Segments
          size="sm"
          label="Count"
          value={show}
          onValueChange={onShow}
          options={[
            { value: 'active', label: 'Here' },
            { value: 'new', label: 'New' },
          ]}
        />
      }
    >
      <StackedBars
        label={`${names[show]} on each of the last ${shown.length} days.`}
        series={[{ name: names[show], color: 1 }]}
        bars={shown.map(({ day, active, signUps }) => ({
          label: shortDay(day),
          values: [show === 'active' ? active : signUps],
        }))}
        format={(count) => count.toLocaleString('en-GB')}
        isCount
      />
    </Card>
  )
}
