// The little of Node that the tests use. Types of all of Node would let its names slip
// into code that runs in a browser.
declare module "node:test" {
  export default function test(name: string, run: () => void | Promise<void>): void;
}
declare module "node:assert/strict" {
  const assert: {
    equal(actual: unknown, expected: unknown, message?: string): void;
    notEqual(actual: unknown, expected: unknown, message?: string): void;
    deepEqual(actual: unknown, expected: unknown, message?: string): void;
    ok(value: unknown, message?: string): asserts value;
    match(text: string, pattern: RegExp): void;
    throws(run: () => void, expected?: RegExp): void;
  };
  export default assert;
}
declare module "node:fs" {
  export function readFileSync(path: string, encoding: "utf8"): string;
  export function readFileSync(path: string): Uint8Array;
  export function writeFileSync(path: string, data: Uint8Array): void;
  export function mkdtempSync(prefix: string): string;
  export function rmSync(path: string, how: { recursive: boolean; force: boolean }): void;
  export function readdirSync(path: string): string[];
}
declare module "node:timers" {
  export function setImmediate(run: () => void): void;
}
declare module "node:os" {
  export function tmpdir(): string;
}
declare module "node:path" {
  export function join(...parts: string[]): string;
}
declare module "node:child_process" {
  export function execFileSync(file: string, args: readonly string[], how: { stdio: "pipe" }): Uint8Array;
}
