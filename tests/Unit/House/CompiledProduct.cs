using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Serverless.Tests.Unit.House;

/// <summary>A source file of the product as the compiler saw it.</summary>
/// <param name="Path">Below <c>functions/</c>, with forward slashes.</param>
/// <param name="Types">The types in it that are nested in no other.</param>
/// <param name="Touches">Every type, method and field that their signatures, attributes and bodies name.</param>
internal sealed record CompiledFile(string Path, IReadOnlyList<Type> Types, IReadOnlySet<MemberInfo> Touches)
{
    /// <summary>The file's name without its ending.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The first folder; the slice of the product.</summary>
    public string Slice => Path[..Path.IndexOf('/')];

    /// <summary>The last word of the name, which says what the file may touch.</summary>
    public string Role => Name[(Name.Length - 1 - Name.Reverse().TakeWhile(char.IsLower).Count())..];

    /// <summary>The types with all that is nested in them, lambdas and state machines included.</summary>
    public IEnumerable<Type> AllTypes => Types.SelectMany(CompiledProduct.WithNested);

    public override string ToString() => Path;
}

/// <summary>The product's assembly by source file: its debug symbols tell which type stands where, its code what each names.</summary>
internal static class CompiledProduct
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // The compiler's list of documents of a type that has no code, such as an enum.
    private static readonly Guid TypeDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    private static readonly Assembly Product = typeof(ServerlessSetup).Assembly;

    private static readonly Dictionary<short, OpCode> Codes =
        typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>The files of slices; what stands beside the slices puts them together and is not looked at.</summary>
    public static IReadOnlyList<CompiledFile> Files { get; } =
        [.. Places().Where(place => place.Path.Contains('/')).Distinct().GroupBy(place => place.Path, place => place.Type)
            .Select(file => new CompiledFile(file.Key, [.. file], file.SelectMany(WithNested).SelectMany(Named).SelectMany(Parts).ToHashSet()))
            .OrderBy(file => file.Path, StringComparer.Ordinal)];

    public static IEnumerable<Type> WithNested(Type type) => type.GetNestedTypes(Own).SelectMany(WithNested).Prepend(type);

    public static IEnumerable<MethodBase> MethodsOf(Type type) => [.. type.GetMethods(Own), .. type.GetConstructors(Own)];

    /// <summary>Every outer type with each file it stands in.</summary>
    private static IEnumerable<(string Path, Type Type)> Places()
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(Product.Location, ".pdb")));
        var symbols = provider.GetMetadataReader();
        var files = Repository.Product().Select(file => file.Path).ToHashSet();
        var places = new List<(string, Type)>();
        foreach (var handle in symbols.MethodDebugInformation)
        {
            var method = Product.ManifestModule.ResolveMethod(MetadataTokens.GetToken(handle.ToDefinitionHandle()))!;
            foreach (var point in symbols.GetMethodDebugInformation(handle).GetSequencePoints()) Add(point.Document, method.DeclaringType!);
        }

        foreach (var type in Product.GetTypes())
            foreach (var handle in symbols.GetCustomDebugInformation(MetadataTokens.EntityHandle(type.MetadataToken)))
                if (symbols.GetCustomDebugInformation(handle) is var info && symbols.GetGuid(info.Kind) == TypeDocuments)
                    for (var rows = symbols.GetBlobReader(info.Value); rows.RemainingBytes > 0;) Add(MetadataTokens.DocumentHandle(rows.ReadCompressedInteger()), type);
        return places;

        void Add(DocumentHandle document, Type type)
        {
            var path = symbols.GetString(symbols.GetDocument(document).Name).Replace('\\', '/').Split("/functions/")[^1];
            if (files.Contains(path)) places.Add((path, Outer(type)));
        }
    }

    private static Type Outer(Type type) => type.DeclaringType is { } outer ? Outer(outer) : type;

    /// <summary>What a type names outright: its bases, attributes, members and the code of its methods.</summary>
    private static IEnumerable<MemberInfo> Named(Type type) =>
    [
        .. type.BaseType is { } parent ? [parent] : Type.EmptyTypes, .. type.GetInterfaces(),
        .. Attributes(type), .. type.GetFields(Own).SelectMany(field => Attributes(field).Append(field.FieldType)),
        .. type.GetProperties(Own).SelectMany(property => Attributes(property).Append(property.PropertyType)), .. MethodsOf(type).SelectMany(Named),
    ];

    private static IEnumerable<MemberInfo> Named(MethodBase method) =>
    [
        .. Attributes(method), .. method is MethodInfo { ReturnType: var type } ? [type] : Type.EmptyTypes,
        .. method.GetParameters().SelectMany(parameter => Attributes(parameter).Append(parameter.ParameterType)),
        .. method.GetMethodBody() is { } body ? Named(method, body) : [],
    ];

    private static IEnumerable<MemberInfo> Attributes(ICustomAttributeProvider member) => (member switch
    {
        MemberInfo known => known.CustomAttributes,
        ParameterInfo parameter => parameter.CustomAttributes,
        _ => [],
    }).SelectMany(attribute => attribute.ConstructorArguments.Select(argument => argument.Value).OfType<Type>().Append(attribute.AttributeType));

    private static IEnumerable<MemberInfo> Named(MethodBase method, MethodBody body)
    {
        foreach (var local in body.LocalVariables) yield return local.LocalType;
        foreach (var clause in body.ExceptionHandlingClauses)
            if (clause.Flags == ExceptionHandlingClauseOptions.Clause) yield return clause.CatchType!;
        var (code, types) = (body.GetILAsByteArray()!, method.DeclaringType!.GetGenericArguments());
        var own = method is MethodInfo { IsGenericMethod: true } ? method.GetGenericArguments() : [];
        for (var at = 0; at < code.Length;)
        {
            var operation = Codes[code[at] == 0xFE ? (short)(0xFE00 | code[++at]) : code[at]];
            at++;
            if (operation.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
                yield return method.Module.ResolveMember(BitConverter.ToInt32(code, at), types, own)!;
            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    /// <summary>A member with every type that stands in it: owners, generic arguments, elements.</summary>
    private static IEnumerable<MemberInfo> Parts(MemberInfo member) => member switch
    {
        Type { HasElementType: true } type => Parts(type.GetElementType()!),
        Type { IsGenericParameter: true } => [],
        Type { IsGenericType: true, IsGenericTypeDefinition: false } type =>
            [type.GetGenericTypeDefinition(), .. type.GetGenericArguments().SelectMany(Parts), .. Owner(type)],
        Type type => [type, .. Owner(type)],
        MethodBase method => [method, .. Owner(method), .. method.IsGenericMethod ? method.GetGenericArguments().SelectMany(Parts) : []],
        FieldInfo field => [field, .. Owner(field), .. Parts(field.FieldType)],
        _ => [],
    };

    private static IEnumerable<MemberInfo> Owner(MemberInfo member) => member.DeclaringType is { } owner ? Parts(owner) : [];
}
