// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

// Runs every line of a job file in one process; see driver.cjs. The programs are compiled together with this file,
// each in a namespace of its own that bears the name of its folder: P7 for 7/Verify.cs.
public static class Driver
{
    public static int Main(string[] arguments)
    {
        var console = Console.Out;
        foreach (var line in File.ReadAllLines(arguments[0]))
        {
            var parts = line.Split('\t');
            var variables = parts.Skip(3).Select(part => Encoding.UTF8.GetString(Convert.FromBase64String(part)).Split('=', 2)).ToList();
            foreach (var halves in variables) Environment.SetEnvironmentVariable(halves[0], halves[1]);
            var said = new StringWriter();
            Console.SetOut(said);
            var answer = Answer(parts, said);
            Console.SetOut(console);
            foreach (var halves in variables) Environment.SetEnvironmentVariable(halves[0], null);
            console.WriteLine(answer);
        }
        return 0;
    }

    static string Answer(string[] parts, StringWriter said)
    {
        var type = Assembly.GetExecutingAssembly().GetType("P" + Path.GetFileName(Path.GetDirectoryName(parts[0])) + ".Verification");
        try
        {
            var code = type.GetMethod("Main").Invoke(null, new object[] { new[] { parts[1], parts[2] } });
            return code + " " + said.ToString().Split('\n')[0];
        }
        catch (TargetInvocationException fault)
        {
            var inner = fault.InnerException;
            var what = Lacking.FirstOrDefault(one => inner.Message == one.Message && inner.StackTrace.Contains(one.Method)).Name;
            return what == null ? "9 " + inner.Message : "lacks " + what;
        }
    }

    // What this runtime cannot do, found out by asking it: what it says then, and where a program that needs it stops.
    static readonly List<(string Name, string Message, string Method)> Lacking = new List<(string, string, string)>
    {
        ("ECDSA", Complaint(() => ECDsa.Create().Dispose()), "VerifyEcdsa"),
        ("RSA-PSS", Complaint(() => Sign(RSASignaturePadding.Pss)), "VerifyRsaWith"),
    };

    static void Sign(RSASignaturePadding padding)
    {
        using (var key = RSA.Create()) key.SignData(new byte[1], HashAlgorithmName.SHA256, padding);
    }

    static string Complaint(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception fault) when (fault is NotImplementedException || fault is CryptographicException)
        {
            return fault.Message;
        }
    }
}

// What .NET has and Mono has not: declared, so that the programs which use it are compiled.
namespace System.Security.Cryptography
{
    public enum DSASignatureFormat { Rfc3279DerSequence, IeeeP1363FixedFieldConcatenation }

    public static class OfNewerRuntimes
    {
        public static void ImportSubjectPublicKeyInfo(this ECDsa key, byte[] spki, out int read)
        {
            throw new NotImplementedException();
        }

        public static bool VerifyData(this ECDsa key, byte[] data, byte[] signature, HashAlgorithmName hash, DSASignatureFormat format)
        {
            throw new NotImplementedException();
        }
    }
}
