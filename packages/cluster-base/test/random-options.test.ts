import { type ConfigProblem, Cpu, isConfigError, ParameterTuning, Size } from '@pgplatform/core';
import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import { ClusterBase } from '../src';
import { generate } from './generated';
import { validOptions } from './valid-options';

/** Anything at all in the place of an option. */
const junk = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(Number.NaN, undefined, () => 1, new Date(0), Symbol('x')),
);

test('random valid options give the same plain manifests twice, without YAML anchors and without a Secret', () => {
  fc.assert(
    fc.property(validOptions, (options) => {
      const base = generate(options as any);
      const all = [...base.files(), ...base.clusterScopedFiles()];
      expect(generate(structuredClone(options) as any).files()).toEqual(base.files());
      for (const content of all.flatMap((file) => file.content)) {
        expect(content).toEqual(JSON.parse(JSON.stringify(content)));
        expect(Yaml.stringify(content)).not.toMatch(/[&*]a\d/);
        expect(content.kind).not.toBe('Secret');
      }
      expect(JSON.stringify(all)).not.toMatch(/undefined|NaN|[:[,]null|\{\}|\[\]/); // the operator drops empty maps and lists: drift
    }),
    { numRuns: 60 },
  );
});

test('random valid options keep within the memory of an instance, and print canonical quantities', () => {
  fc.assert(
    fc.property(validOptions, (options) => {
      const { spec } = generate(options as any).manifests.find((object) => object.kind === 'Cluster');
      const { shared_buffers, work_mem, max_connections } = spec.postgresql.parameters;
      const used = ParameterTuning.memoryBytes(shared_buffers) + ParameterTuning.memoryBytes(work_mem) * Number(max_connections);
      expect(used).toBeLessThanOrEqual(Size.parse(spec.resources.limits.memory).toBytes() * 0.75);
      for (const { cpu, memory } of [spec.resources.requests, spec.resources.limits]) {
        expect([Cpu.parse(cpu).toQuantity(), Size.parse(memory).toQuantity()]).toEqual([cpu, memory]);
      }
      expect(Object.values(spec.postgresql.parameters).every((value) => typeof value === 'string')).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('junk in the place of any option gives problems with a code, a path and a fix, or is fine; never another error', () => {
  const unknown: ConfigProblem[] = [];
  ClusterBase.SHAPE.read({ unknown: true }, '', unknown);
  const names = unknown[0].allowed?.split(', ') ?? [];
  const nested = ['backup', 'bootstrap', 'affinity', 'synchronous', 'postgres', 'networkPolicy', 'deletionProtection'];
  const spoiled = fc.oneof(
    fc.dictionary(fc.constantFrom(...names), junk, { maxKeys: 4 }),
    fc
      .tuple(fc.constantFrom(...nested), fc.dictionary(fc.string(), junk, { maxKeys: 3 }))
      .map(([name, value]) => ({ [name]: value })),
    fc
      .dictionary(fc.constantFrom('s3', 'azure', 'google', 'bucket', 'path', 'deferred', 'jobs'), junk, { maxKeys: 3 })
      .map((backup) => ({ backup })),
    fc.dictionary(fc.string(), fc.string(), { maxKeys: 4 }).map((parameters) => ({ parameters })),
    fc.jsonValue().map((clusterPatch) => ({ clusterPatch })),
  );
  fc.assert(
    fc.property(spoiled, (options) => {
      try {
        generate(options as any);
      } catch (error) {
        if (!isConfigError(error)) {
          throw error;
        }
        expect(error.problems.length).toBeGreaterThan(0);
        for (const { code, path, message, fix } of error.problems) {
          expect(code).toMatch(/^[A-Z][A-Z_]+$/);
          expect([path, message, fix]).not.toContain('');
        }
      }
    }),
    { numRuns: 400 },
  );
});
