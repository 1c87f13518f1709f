import { parentPort, workerData } from 'node:worker_threads'
import { learnLessons } from './learning.ts'
import type { Lesson } from './lessons.ts'

/** The program of the thread that learns: it hands over what came of it, and ends. */
const learnt = learnLessons(workerData as readonly Lesson[])
parentPort?.postMessage(learnt, [learnt.act.table.buffer, learnt.router.table.buffer])
