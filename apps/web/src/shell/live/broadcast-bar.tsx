import { Bar } from '@hub/ui/bar'
import { Button } from '@hub/ui/button'
import { useQuery } from '@tanstack/react-query'
import { Megaphone } from 'lucide-react'
import { useEffect, useState } from 'react'
import { usePoll } from '../../live.ts'
import { useTRPC } from '../../trpc.ts'

const REFRESH_MS = 60_000
/** Browsers begin a longer time at once. */
const LONGEST_MS = 2 ** 31 - 1

/** Across the top: what administrators of the hub say to everybody, until its time is over or it was read. */
export function BroadcastBar() {
  const { data } = useQuery(
    useTRPC().live.broadcasts.queryOptions({}, { refetchInterval: usePoll(REFRESH_MS) }),
  )
  const [read, setRead] = useState<readonly string[]>([])
  return data?.items
    .filter(({ id }) => !read.includes(id))
    .map((item) => (
      <Message key={item.id} {...item} onRead={() => setRead((before) => [...before, item.id])} />
    ))
}

interface MessageProps {
  words: string
  endsAt: string
  onRead: () => void
}

function Message({ words, endsAt, onRead }: MessageProps) {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const left = Math.max(0, Date.parse(endsAt) - Date.now())
    const timer = setTimeout(() => setOver(left <= LONGEST_MS), Math.min(left, LONGEST_MS))
    return () => clearTimeout(timer)
  }, [endsAt])
  if (isOver) return null
  return (
    <Bar label="From the administrators of the hub">
      <span className="flex min-w-0 items-center gap-2 wrap-anywhere">
        <Megaphone aria-hidden="true" className="flex-none" />
        {words}
      </span>
      <Button size="sm" onClick={onRead}>
        Hide
      </Button>
    </Bar>
  )
}
