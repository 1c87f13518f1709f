import { createSocket } from 'node:dgram'
import type { RemoteInfo, Socket as UdpSocket } from 'node:dgram'
import { createServer } from 'node:net'
import type { Socket } from 'node:net'
import dns from 'dns-packet'
import type { Answer, DecodedPacket, Packet, Question } from 'dns-packet'
import { HERE, listen } from './listening.ts'
import type { Listening } from './listening.ts'

const TTL_SECONDS = 60
/** What an answer over UDP may hold where the asker names no size of its own (RFC 1035, 4.2.1). */
const UDP_BYTES = 512
const CHUNK_BYTES = 255
const NO_ERROR = 0
const SERVFAIL = 2
const NXDOMAIN = 3

/** What a name has; all of it may be left out. */
export interface NameRecords {
  A?: readonly string[]
  AAAA?: readonly string[]
  TXT?: readonly string[]
  MX?: readonly { exchange: string; priority: number }[]
  CAA?: readonly { tag: 'issue' | 'issuewild' | 'iodef'; value: string; isCritical?: boolean }[]
  CNAME?: string
}

/** Names in small letters; one that is not here does not exist, unless another lies below it. */
export type Zone = Record<string, NameRecords>

/** `servfail`: it cannot say; `silent`: no answer at all; `nxdomain`: as if it were not there; `loop`: aliases that lead in a circle. */
export type NameFault = 'servfail' | 'silent' | 'nxdomain' | 'loop'

export interface DnsQuestion {
  name: string
  type: string
  over: 'udp' | 'tcp'
}

export interface DnsServer {
  /** As `SECURITY_DNS` and node's resolver take it. */
  address: string
  /** May be changed at any time. */
  zone: Zone
  /** How a name, and all below it, fails; null ends that. */
  fail(name: string, fault: NameFault | null): void
  /** What was asked, in order. */
  asked: DnsQuestion[]
  stop(): Promise<void>
}

interface World {
  zone: Zone
  faults: Map<string, NameFault>
  asked: DnsQuestion[]
}

interface Reply {
  code: number
  answers: Answer[]
}

/** A string of TXT holds 255 bytes; longer texts are several, which whoever asks puts together. */
function txtOf(text: string): Buffer[] {
  const bytes = Buffer.from(text)
  const count = Math.max(1, Math.ceil(bytes.length / CHUNK_BYTES))
  return Array.from({ length: count }, (_, at) => bytes.subarray(at * CHUNK_BYTES, (at + 1) * CHUNK_BYTES))
}

function answersOf(name: string, type: string, records: NameRecords): Answer[] {
  const base = { name, ttl: TTL_SECONDS }
  if (type === 'A') return (records.A ?? []).map((data) => ({ ...base, type, data }))
  if (type === 'AAAA') return (records.AAAA ?? []).map((data) => ({ ...base, type, data }))
  if (type === 'TXT') return (records.TXT ?? []).map((text) => ({ ...base, type, data: txtOf(text) }))
  if (type === 'MX')
    return (records.MX ?? []).map(({ exchange, priority }) => ({
      ...base,
      type,
      data: { exchange, preference: priority },
    }))
  if (type === 'CAA')
    return (records.CAA ?? []).map(({ tag, value, isCritical = false }) => ({
      ...base,
      type,
      data: { flags: isCritical ? 128 : 0, tag, value },
    }))
  return []
}

const aliasOf = (name: string, data: string): Answer => ({ name, type: 'CNAME', ttl: TTL_SECONDS, data })

/** Follows aliases within the zone until they end or come back to where they were. */
function look({ name, type }: Question, zone: Zone): Reply {
  const answers: Answer[] = []
  const seen = new Set<string>()
  let at = name
  for (;;) {
    const key = at.toLowerCase()
    const records = zone[key]
    if (!records) {
      const isBetween = Object.keys(zone).some((other) => other.endsWith(`.${key}`))
      return { code: isBetween || answers.length > 0 ? NO_ERROR : NXDOMAIN, answers }
    }
    if (records.CNAME === undefined || type === 'CNAME' || seen.has(key))
      return { code: NO_ERROR, answers: [...answers, ...answersOf(at, type, records)] }
    seen.add(key)
    answers.push(aliasOf(at, records.CNAME))
    at = records.CNAME
  }
}

function faultOf(name: string, faults: World['faults']): NameFault | undefined {
  const labels = name.toLowerCase().split('.')
  for (let from = 0; from < labels.length; from++) {
    const fault = faults.get(labels.slice(from).join('.'))
    if (fault) return fault
  }
  return undefined
}

/** Null where there is to be no answer. */
function replyTo(question: Question, { zone, faults }: World): Reply | null {
  const { name } = question
  switch (faultOf(name, faults)) {
    case 'silent':
      return null
    case 'servfail':
      return { code: SERVFAIL, answers: [] }
    case 'nxdomain':
      return { code: NXDOMAIN, answers: [] }
    case 'loop':
      return {
        code: NO_ERROR,
        answers: [aliasOf(name, `around.${name}`), aliasOf(`around.${name}`, name)],
      }
    case undefined:
      return look(question, zone)
  }
}

/** The packet to send, or null: where a packet cannot be read, and where a name is to stay silent. */
function answer(bytes: Buffer, over: 'udp' | 'tcp', world: World): Buffer | null {
  const query = read(bytes)
  const [question] = query?.questions ?? []
  if (!query || query.type !== 'query' || !question) return null
  world.asked.push({ name: question.name.toLowerCase(), type: question.type, over })
  const reply = replyTo(question, world)
  if (!reply) return null
  const packet: Packet = {
    type: 'response',
    id: query.id,
    flags:
      dns.AUTHORITATIVE_ANSWER |
      dns.RECURSION_AVAILABLE |
      ((query.flags ?? 0) & dns.RECURSION_DESIRED) |
      reply.code,
    questions: [question],
    answers: reply.answers,
  }
  const whole = dns.encode(packet)
  if (over === 'tcp' || whole.length <= largestFor(query)) return whole
  return dns.encode({ ...packet, flags: (packet.flags ?? 0) | dns.TRUNCATED_RESPONSE, answers: [] })
}

function read(bytes: Buffer): DecodedPacket | null {
  try {
    return dns.decode(bytes)
  } catch {
    return null
  }
}

function largestFor(query: DecodedPacket): number {
  const option = query.additionals?.find((one) => one.type === 'OPT')
  return Math.max(UDP_BYTES, option?.udpPayloadSize ?? 0)
}

/** Over TCP each packet has its length in two bytes before it (RFC 1035, 4.2.2). */
function serveTcp(socket: Socket, world: World): void {
  let waiting = Buffer.alloc(0)
  socket.on('error', () => socket.destroy())
  socket.on('data', (part: Buffer) => {
    waiting = Buffer.concat([waiting, part])
    while (waiting.length >= 2 && waiting.length >= 2 + waiting.readUInt16BE(0)) {
      const end = 2 + waiting.readUInt16BE(0)
      const reply = answer(waiting.subarray(2, end), 'tcp', world)
      waiting = waiting.subarray(end)
      if (!reply) continue
      const length = Buffer.alloc(2)
      length.writeUInt16BE(reply.length)
      socket.write(Buffer.concat([length, reply]))
    }
  })
}

const listenUdp = (socket: UdpSocket, port: number): Promise<void> =>
  new Promise((listening, failed) => {
    socket.once('error', failed)
    socket.bind(port, HERE, () => listening())
  })

/** Both on one port: a free one over TCP may be taken over UDP, so it is tried until a port is free over both. */
async function listenOnBoth(world: World, wanted: number, triesLeft = 10): Promise<Listening> {
  const tcp = await listen(
    createServer((socket) => serveTcp(socket, world)),
    wanted,
  )
  const udp = createSocket('udp4')
  try {
    await listenUdp(udp, tcp.port)
  } catch (error) {
    udp.close()
    await tcp.stop()
    if (wanted !== 0 || triesLeft === 0) throw error
    return listenOnBoth(world, wanted, triesLeft - 1)
  }
  udp.on('message', (bytes: Buffer, { port: to, address }: RemoteInfo) => {
    const reply = answer(bytes, 'udp', world)
    if (reply) udp.send(reply, to, address)
  })
  const stopUdp = () => new Promise<void>((stopped) => udp.close(() => stopped()))
  return { port: tcp.port, stop: async () => void (await Promise.all([tcp.stop(), stopUdp()])) }
}

/** A name server on this machine that speaks DNS over UDP, and over TCP where an answer is too long for that. */
export async function startDns(zone: Zone = {}, port = 0): Promise<DnsServer> {
  const world: World = { zone, faults: new Map(), asked: [] }
  const open = await listenOnBoth(world, port)
  return {
    address: `${HERE}:${open.port}`,
    zone,
    asked: world.asked,
    fail(name, fault) {
      if (fault === null) world.faults.delete(name.toLowerCase())
      else world.faults.set(name.toLowerCase(), fault)
    },
    stop: open.stop,
  }
}
